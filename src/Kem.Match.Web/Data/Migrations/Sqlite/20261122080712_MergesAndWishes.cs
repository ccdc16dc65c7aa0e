using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MergesAndWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "AlertedAt",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "GatheredIn",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hold",
                table: "Outbox",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Outbox",
                type: "TEXT",
                maxLength: 5,
                nullable: false,
                defaultValue: "da");

            migrationBuilder.AddColumn<string>(
                name: "Template",
                table: "Outbox",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UselessAfter",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Values",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Cvr",
                table: "Organisations",
                type: "TEXT",
                maxLength: 8,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MailLanguage",
                table: "Organisations",
                type: "TEXT",
                maxLength: 5,
                nullable: false,
                defaultValue: "da");

            migrationBuilder.AddColumn<Guid>(
                name: "MergedIntoId",
                table: "Organisations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RetiredOn",
                table: "Organisations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RetiredReason",
                table: "Organisations",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "TookInAt",
                table: "Organisations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NoticeAt",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            // What waits is as useful as it was; what failed before has been seen on the page.
            migrationBuilder.Sql("""UPDATE "Outbox" SET "UselessAfter" = "GiveUpAt" WHERE "State" = 'Waiting'""");
            migrationBuilder.Sql("""UPDATE "Outbox" SET "AlertedAt" = "CreatedAt" WHERE "State" = 'Failed'""");

            migrationBuilder.CreateTable(
                name: "DataNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MailId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LastDigests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    UpTo = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LastDigests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailWishes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailWishes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MailWordings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Template = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 5000, nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailWordings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MinutesJournalEntries",
                columns: table => new
                {
                    MeetingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordSystem = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MinutesJournalEntries", x => x.MeetingId);
                    table.ForeignKey(
                        name: "FK_MinutesJournalEntries_StatusMeetings_MeetingId",
                        column: x => x.MeetingId,
                        principalTable: "StatusMeetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OrganisationMerges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "TEXT", nullable: false),
                    KeptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RemovedId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RemovedName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    KeptBefore = table.Column<string>(type: "TEXT", nullable: false),
                    KeptAfter = table.Column<string>(type: "TEXT", nullable: false),
                    HasStopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    MergedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    MergedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrganisationMerges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrganisationMerges_Municipalities_MunicipalityCode",
                        column: x => x.MunicipalityCode,
                        principalTable: "Municipalities",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OrganisationMerges_Organisations_KeptId",
                        column: x => x.KeptId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OrganisationMerges_Organisations_RemovedId",
                        column: x => x.RemovedId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PhoneReminders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    MailId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    About = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Points = table.Column<string>(type: "TEXT", nullable: false),
                    Question = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CallOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DoneBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PhoneReminders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MovedRows",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationMergeId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MovedRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MovedRows_OrganisationMerges_OrganisationMergeId",
                        column: x => x.OrganisationMergeId,
                        principalTable: "OrganisationMerges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_MergedIntoId",
                table: "Organisations",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_EvidenceEvents_Hash",
                table: "EvidenceEvents",
                column: "Hash");

            // Of two calendar links that were asked for in the same instant, the first is the one that answers.
            migrationBuilder.Sql("""
                UPDATE "AccessLinks" SET "RevokedAt" = "CreatedAt"
                WHERE "Purpose" = 'CalendarFeed' AND "RevokedAt" IS NULL AND EXISTS (
                    SELECT 1 FROM "AccessLinks" AS earlier
                    WHERE earlier."Purpose" = 'CalendarFeed' AND earlier."RevokedAt" IS NULL AND earlier."SubjectId" = "AccessLinks"."SubjectId"
                        AND (earlier."CreatedAt" < "AccessLinks"."CreatedAt" OR (earlier."CreatedAt" = "AccessLinks"."CreatedAt" AND earlier."Id" < "AccessLinks"."Id")))
                """);

            migrationBuilder.CreateIndex(
                name: "IX_AccessLinks_OneCalendarEach",
                table: "AccessLinks",
                column: "SubjectId",
                unique: true,
                filter: "\"Purpose\" = 'CalendarFeed' AND \"RevokedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DataNotices_MailId",
                table: "DataNotices",
                column: "MailId");

            migrationBuilder.CreateIndex(
                name: "IX_DataNotices_MunicipalityCode_Address",
                table: "DataNotices",
                columns: new[] { "MunicipalityCode", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LastDigests_MunicipalityCode_Address",
                table: "LastDigests",
                columns: new[] { "MunicipalityCode", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailWishes_MunicipalityCode_Address",
                table: "MailWishes",
                columns: new[] { "MunicipalityCode", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailWordings_MunicipalityCode_Template_Language_Number",
                table: "MailWordings",
                columns: new[] { "MunicipalityCode", "Template", "Language", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MovedRows_OrganisationMergeId",
                table: "MovedRows",
                column: "OrganisationMergeId");

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationMerges_KeptId",
                table: "OrganisationMerges",
                column: "KeptId");

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationMerges_MunicipalityCode",
                table: "OrganisationMerges",
                column: "MunicipalityCode");

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationMerges_RemovedId",
                table: "OrganisationMerges",
                column: "RemovedId");

            migrationBuilder.CreateIndex(
                name: "IX_PhoneReminders_MailId",
                table: "PhoneReminders",
                column: "MailId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PhoneReminders_MunicipalityCode_DoneAt",
                table: "PhoneReminders",
                columns: new[] { "MunicipalityCode", "DoneAt" });

            migrationBuilder.AddForeignKey(
                name: "FK_Organisations_Organisations_MergedIntoId",
                table: "Organisations",
                column: "MergedIntoId",
                principalTable: "Organisations",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Organisations_Organisations_MergedIntoId",
                table: "Organisations");

            migrationBuilder.DropTable(
                name: "DataNotices");

            migrationBuilder.DropTable(
                name: "LastDigests");

            migrationBuilder.DropTable(
                name: "MailWishes");

            migrationBuilder.DropTable(
                name: "MailWordings");

            migrationBuilder.DropTable(
                name: "MinutesJournalEntries");

            migrationBuilder.DropTable(
                name: "MovedRows");

            migrationBuilder.DropTable(
                name: "PhoneReminders");

            migrationBuilder.DropTable(
                name: "OrganisationMerges");

            migrationBuilder.DropIndex(
                name: "IX_Organisations_MergedIntoId",
                table: "Organisations");

            migrationBuilder.DropIndex(
                name: "IX_EvidenceEvents_Hash",
                table: "EvidenceEvents");

            migrationBuilder.DropIndex(
                name: "IX_AccessLinks_OneCalendarEach",
                table: "AccessLinks");

            migrationBuilder.DropColumn(
                name: "AlertedAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "GatheredIn",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Hold",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Template",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "UselessAfter",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Values",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Cvr",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "MailLanguage",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "RetiredOn",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "RetiredReason",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "TookInAt",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "NoticeAt",
                table: "Agreements");
        }
    }
}
