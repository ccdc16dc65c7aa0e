using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ProposalsAndMatchEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameIndex(
                name: "IX_Proposals_NeedId_PartnerId",
                table: "Proposals",
                newName: "IX_Proposals_OneOpenAboutANeed");

            migrationBuilder.AddColumn<Guid>(
                name: "BundleId",
                table: "Proposals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "CallAgainOn",
                table: "Proposals",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CallsMade",
                table: "Proposals",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "Proposals",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Email");

            migrationBuilder.AddColumn<string>(
                name: "ClosingNote",
                table: "Proposals",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "ForwardsSent",
                table: "Proposals",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "OpenPlace",
                table: "Proposals",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OthersDecidedAt",
                table: "Proposals",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecipientEmail",
                table: "Proposals",
                type: "character varying(254)",
                maxLength: 254,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RecipientName",
                table: "Proposals",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "RecipientUnknownAt",
                table: "Proposals",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SpokeWith",
                table: "Proposals",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnBy",
                table: "Proposals",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnWhy",
                table: "Proposals",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WrongNumber",
                table: "Proposals",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "MatchEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "text", nullable: false),
                    MatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgreementId = table.Column<Guid>(type: "uuid", nullable: true),
                    Step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Happened = table.Column<bool>(type: "boolean", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MatchQuestions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "text", nullable: false),
                    MatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgreementId = table.Column<Guid>(type: "uuid", nullable: true),
                    Step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RemindedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Answer = table.Column<bool>(type: "boolean", nullable: true),
                    Answers = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchQuestions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProposalCalls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SpokeWith = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    CalledBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    CalledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalCalls", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProposalCalls_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProposalForwards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    FromEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    ToName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ToEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    ForwardedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalForwards", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProposalForwards_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProposalForwards_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProposalMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsFromPartner = table.Column<bool>(type: "boolean", nullable: false),
                    Author = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProposalMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProposalMessages_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_BundleId",
                table: "Proposals",
                column: "BundleId");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_OneInEachPlace",
                table: "Proposals",
                columns: new[] { "PartnerId", "OpenPlace" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MatchEvents_AgreementId_Step",
                table: "MatchEvents",
                columns: new[] { "AgreementId", "Step" });

            migrationBuilder.CreateIndex(
                name: "IX_MatchEvents_MatchId_Step_OrganisationId_Number",
                table: "MatchEvents",
                columns: new[] { "MatchId", "Step", "OrganisationId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MatchEvents_MunicipalityCode_Step_On",
                table: "MatchEvents",
                columns: new[] { "MunicipalityCode", "Step", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_MatchEvents_ProposalId_Step",
                table: "MatchEvents",
                columns: new[] { "ProposalId", "Step" });

            migrationBuilder.CreateIndex(
                name: "IX_MatchQuestions_MatchId_Step_OrganisationId",
                table: "MatchQuestions",
                columns: new[] { "MatchId", "Step", "OrganisationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MatchQuestions_OrganisationId_AnsweredAt",
                table: "MatchQuestions",
                columns: new[] { "OrganisationId", "AnsweredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ProposalCalls_ProposalId",
                table: "ProposalCalls",
                column: "ProposalId");

            migrationBuilder.CreateIndex(
                name: "IX_ProposalForwards_OrganisationId",
                table: "ProposalForwards",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_ProposalForwards_ProposalId",
                table: "ProposalForwards",
                column: "ProposalId");

            migrationBuilder.CreateIndex(
                name: "IX_ProposalForwards_ToEmail_ForwardedAt",
                table: "ProposalForwards",
                columns: new[] { "ToEmail", "ForwardedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ProposalMessages_ProposalId",
                table: "ProposalMessages",
                column: "ProposalId");

            // Those who are asked already keep their places, those who want a call are called, and questions begin their dialogue.
            migrationBuilder.Sql("""UPDATE "Proposals" SET "Channel" = 'Phone' WHERE EXISTS (SELECT 1 FROM "Organisations" o WHERE o."Id" = "Proposals"."PartnerId" AND o."PreferredChannel" = 'Phone')""");
            migrationBuilder.Sql(
                """
                UPDATE "Proposals" SET "OpenPlace" = (
                  SELECT COUNT(*) FROM "Proposals" other
                  WHERE other."PartnerId" = "Proposals"."PartnerId" AND other."State" IN ('Sent', 'Question')
                    AND (other."SentAt" < "Proposals"."SentAt" OR (other."SentAt" = "Proposals"."SentAt" AND other."Id" <= "Proposals"."Id")))
                WHERE "State" IN ('Sent', 'Question')
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "ProposalMessages" ("Id", "ProposalId", "IsFromPartner", "Author", "Text", "WrittenAt")
                SELECT p."Id", p."Id", TRUE, o."Name", p."AnswerMessage", COALESCE(p."AnsweredAt", p."ChangedAt")
                FROM "Proposals" p JOIN "Organisations" o ON o."Id" = p."PartnerId"
                WHERE p."State" = 'Question' AND p."AnswerMessage" <> ''
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MatchEvents");

            migrationBuilder.DropTable(
                name: "MatchQuestions");

            migrationBuilder.DropTable(
                name: "ProposalCalls");

            migrationBuilder.DropTable(
                name: "ProposalForwards");

            migrationBuilder.DropTable(
                name: "ProposalMessages");

            migrationBuilder.DropIndex(
                name: "IX_Proposals_BundleId",
                table: "Proposals");

            migrationBuilder.DropIndex(
                name: "IX_Proposals_OneInEachPlace",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "BundleId",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "CallAgainOn",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "CallsMade",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "ClosingNote",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "ForwardsSent",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "OpenPlace",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "OthersDecidedAt",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "RecipientEmail",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "RecipientName",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "RecipientUnknownAt",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "SpokeWith",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "WithdrawnBy",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "WithdrawnWhy",
                table: "Proposals");

            migrationBuilder.DropColumn(
                name: "WrongNumber",
                table: "Proposals");

            migrationBuilder.RenameIndex(
                name: "IX_Proposals_OneOpenAboutANeed",
                table: "Proposals",
                newName: "IX_Proposals_NeedId_PartnerId");
        }
    }
}
