using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Named");

            migrationBuilder.CreateTable(
                name: "PaperScans",
                columns: table => new
                {
                    PaperSigningId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AgreementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TextVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    TextHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SignedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FirstWitness = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SecondWitness = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CooperationAgreementId = table.Column<Guid>(type: "TEXT", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Way = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    ProxyFor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ProxyNote = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RemindersSent = table.Column<int>(type: "INTEGER", nullable: false),
                    SignedName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SignedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SignedBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    SignedTextHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PaperSigningId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DeclinedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DeclineReason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    NotRightAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RightPerson = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    PartyId = table.Column<Guid>(type: "TEXT", nullable: false)
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
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "DeclinedAt",
                table: "AgreementParties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RemindersSent",
                table: "AgreementParties",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "SignedAt",
                table: "AgreementParties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignedBy",
                table: "AgreementParties",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignedName",
                table: "AgreementParties",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SignedTextHash",
                table: "AgreementParties",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");
        }
    }
}
