using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Signatories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SigningRuleKind",
                table: "AgreementParties",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Named");

            migrationBuilder.CreateTable(
                name: "PaperScans",
                columns: table => new
                {
                    PaperSigningId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgreementId = table.Column<Guid>(type: "uuid", nullable: false),
                    MediaType = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperScans", x => x.PaperSigningId);
                    table.ForeignKey(
                        name: "FK_PaperScans_Agreements_AgreementId",
                        column: x => x.AgreementId,
                        principalTable: "Agreements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperSignings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TextVersion = table.Column<int>(type: "integer", nullable: false),
                    TextHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    FirstWitness = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SecondWitness = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    RecordedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CooperationAgreementId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperSignings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperSignings_Agreements_CooperationAgreementId",
                        column: x => x.CooperationAgreementId,
                        principalTable: "Agreements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Signatories",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    ProxyFor = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ProxyNote = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RemindersSent = table.Column<int>(type: "integer", nullable: false),
                    SignedName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SignedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SignedBy = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    SignedTextHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PaperSigningId = table.Column<Guid>(type: "uuid", nullable: true),
                    DeclinedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DeclineReason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    NotRightAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RightPerson = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    PartyId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Signatories", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Signatories_AgreementParties_PartyId",
                        column: x => x.PartyId,
                        principalTable: "AgreementParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaperScans_AgreementId",
                table: "PaperScans",
                column: "AgreementId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperSignings_CooperationAgreementId",
                table: "PaperSignings",
                column: "CooperationAgreementId");

            migrationBuilder.CreateIndex(
                name: "IX_Signatories_PartyId",
                table: "Signatories",
                column: "PartyId");

            // Until now the contact person signed. Each keeps the signature that was given, and the id of the party, so that
            // links that were sent go on working.
            migrationBuilder.Sql(
                """
                INSERT INTO "Signatories" (
                    "Id", "Order", "Name", "Role", "Title", "Email", "Way", "Step", "ProxyFor", "ProxyNote", "AskedAt", "RemindersSent",
                    "SignedName", "SignedAt", "SignedBy", "SignedTextHash", "DeclinedAt", "DeclineReason", "RightPerson", "PartyId")
                SELECT
                    p."Id", 0, p."ContactName", 'Other', p."ContactTitle", p."ContactEmail", 'Link', 1, '', '', a."SentForSignatureAt", p."RemindersSent",
                    p."SignedName", p."SignedAt", p."SignedBy", p."SignedTextHash", p."DeclinedAt", p."DeclineReason", '', p."Id"
                FROM "AgreementParties" p JOIN "Agreements" a ON a."Id" = p."AgreementId"
                WHERE p."ContactName" <> '' OR p."ContactEmail" <> '' OR p."SignedAt" IS NOT NULL
                """);

            migrationBuilder.DropColumn(
                name: "DeclineReason",
                table: "AgreementParties");

            migrationBuilder.DropColumn(
                name: "DeclinedAt",
                table: "AgreementParties");

            migrationBuilder.DropColumn(
                name: "RemindersSent",
                table: "AgreementParties");

            migrationBuilder.DropColumn(
                name: "SignedAt",
                table: "AgreementParties");

            migrationBuilder.DropColumn(
                name: "SignedBy",
                table: "AgreementParties");

            migrationBuilder.DropColumn(
                name: "SignedName",
                table: "AgreementParties");

            migrationBuilder.DropColumn(
                name: "SignedTextHash",
                table: "AgreementParties");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PaperScans");

            migrationBuilder.DropTable(
                name: "PaperSignings");

            migrationBuilder.DropTable(
                name: "Signatories");

            migrationBuilder.DropColumn(
                name: "SigningRuleKind",
                table: "AgreementParties");

            migrationBuilder.AddColumn<string>(
                name: "DeclineReason",
                table: "AgreementParties",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "DeclinedAt",
                table: "AgreementParties",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RemindersSent",
                table: "AgreementParties",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "SignedAt",
                table: "AgreementParties",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignedBy",
                table: "AgreementParties",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignedName",
                table: "AgreementParties",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SignedTextHash",
                table: "AgreementParties",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");
        }
    }
}
