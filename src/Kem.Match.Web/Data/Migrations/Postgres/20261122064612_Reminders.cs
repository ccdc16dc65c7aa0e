using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Reminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "NextTurnOn",
                table: "Agreements",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    RootKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RootId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Occurrence = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reader = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CalledForAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UselessAfter = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ReasonText = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    MailId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReminderWork",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RootKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RootId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReminderWork", x => x.Id);
                });

            // What is under way already is planned in the first round; marks tell what was sent before the ledger.
            migrationBuilder.Sql(
                """
                INSERT INTO "ReminderWork" ("Id", "RootKind", "RootId")
                SELECT "Id", 'Agreement', "Id" FROM "Agreements" WHERE "State" IN ('InForce', 'OutForSignature', 'Ended', 'Expired');
                INSERT INTO "ReminderWork" ("Id", "RootKind", "RootId")
                SELECT "Id", 'Proposal', "Id" FROM "Proposals" WHERE "State" IN ('Sent', 'Interested');
                """);

            migrationBuilder.CreateIndex(
                name: "IX_StatusMeetings_State_ApprovedAt",
                table: "StatusMeetings",
                columns: new[] { "State", "ApprovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_State_NextTurnOn",
                table: "Agreements",
                columns: new[] { "State", "NextTurnOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_MailId",
                table: "Reminders",
                column: "MailId");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_MunicipalityCode_DueAt",
                table: "Reminders",
                columns: new[] { "MunicipalityCode", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_RootId_State",
                table: "Reminders",
                columns: new[] { "RootId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_State_DueAt",
                table: "Reminders",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_SubjectId_Kind_Occurrence_Reader",
                table: "Reminders",
                columns: new[] { "SubjectId", "Kind", "Occurrence", "Reader" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropTable(
                name: "ReminderWork");

            migrationBuilder.DropIndex(
                name: "IX_StatusMeetings_State_ApprovedAt",
                table: "StatusMeetings");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_State_NextTurnOn",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "NextTurnOn",
                table: "Agreements");
        }
    }
}
