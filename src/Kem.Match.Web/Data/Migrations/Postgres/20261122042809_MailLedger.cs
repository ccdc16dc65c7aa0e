using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MailLedger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "AboutVersion",
                table: "Outbox",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CopyOf",
                table: "Outbox",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HandledAt",
                table: "Outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LetterErasedAt",
                table: "Outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MunicipalityCode",
                table: "Outbox",
                type: "character varying(4)",
                maxLength: 4,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Outbox",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReceiverErasedAt",
                table: "Outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ServerAnswer",
                table: "Outbox",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "UncertainAttempts",
                table: "Outbox",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "UnderWaySince",
                table: "Outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Use",
                table: "Outbox",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Necessary");

            // Rows from before: reminders can be declined, and each mail belongs to the municipality of what it is about.
            migrationBuilder.Sql(
                """
                UPDATE "Outbox" SET "Use" = 'Reminder' WHERE "Kind" IN ('SIGN_REMINDER', 'MINUTES_OVERDUE', 'STATUS_REMINDER', 'PROPOSAL_REMINDER');
                UPDATE "Outbox" SET "UncertainAttempts" = 1 WHERE "Uncertain";
                UPDATE "Outbox" SET "Reason" = 'Changed' WHERE "State" = 'Suppressed';
                UPDATE "Outbox" SET "Reason" = 'GivenUp' WHERE "State" = 'Failed';
                UPDATE "Outbox" SET "MunicipalityCode" = COALESCE(
                    (SELECT p."MunicipalityCode" FROM "Proposals" p WHERE p."Id" = "Outbox"."AboutId"),
                    (SELECT a."MunicipalityCode" FROM "Agreements" a WHERE a."Id" = "Outbox"."AboutId"),
                    (SELECT a."MunicipalityCode" FROM "StatusMeetings" m JOIN "Agreements" a ON a."Id" = m."AgreementId" WHERE m."Id" = "Outbox"."AboutId"));
                """);

            migrationBuilder.DropColumn(
                name: "Uncertain",
                table: "Outbox");

            migrationBuilder.CreateTable(
                name: "MailStops",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    Address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Scope = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Why = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    HandledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LiftedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LiftedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    WhyLifted = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailStops", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RoutineRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Routine = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Server = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Error = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoutineRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Routines",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    LeaseOf = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PausedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PausedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    CountsFrom = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Routines", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_MunicipalityCode_CreatedAt",
                table: "Outbox",
                columns: new[] { "MunicipalityCode", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MailStops_MunicipalityCode_Address",
                table: "MailStops",
                columns: new[] { "MunicipalityCode", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RoutineRuns_Routine_StartedAt",
                table: "RoutineRuns",
                columns: new[] { "Routine", "StartedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MailStops");

            migrationBuilder.DropTable(
                name: "RoutineRuns");

            migrationBuilder.DropTable(
                name: "Routines");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_MunicipalityCode_CreatedAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "AboutVersion",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "CopyOf",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "HandledAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "LetterErasedAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "MunicipalityCode",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ReceiverErasedAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ServerAnswer",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "UncertainAttempts",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "UnderWaySince",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Use",
                table: "Outbox");

            migrationBuilder.AddColumn<bool>(
                name: "Uncertain",
                table: "Outbox",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }
    }
}
