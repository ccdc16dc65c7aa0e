using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AgreementLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "NoticeDays",
                table: "Agreements",
                newName: "NoticeAmount");

            migrationBuilder.AddColumn<DateTime>(
                name: "ApprovedAt",
                table: "StatusMeetings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CancelReason",
                table: "StatusMeetings",
                type: "TEXT",
                maxLength: 600,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsClosing",
                table: "StatusMeetings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "MovedByEmail",
                table: "StatusMeetings",
                type: "TEXT",
                maxLength: 254,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "MovedByName",
                table: "StatusMeetings",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "VolunteerPlanAt",
                table: "StatusMeetings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AmendsId",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FacilitatedMeetings",
                table: "Agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FacilitatesUntil",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstEndsOn",
                table: "Agreements",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateTime>(
                name: "HandedOverAt",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "MeetingLimit",
                table: "Agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TermRemindersSent",
                table: "Agreements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "NoticeFromPartyId",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NoticeUnit",
                table: "Agreements",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Days");

            migrationBuilder.AddColumn<string>(
                name: "OwnMeetingDays",
                table: "Agreements",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "PromisedVolunteers",
                table: "Agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Renewal",
                table: "Agreements",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "ByAgreement");

            migrationBuilder.AddColumn<int>(
                name: "RenewalMonths",
                table: "Agreements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 12);

            migrationBuilder.AddColumn<int>(
                name: "RenewedMonths",
                table: "Agreements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ResidentsPerVolunteer",
                table: "Agreements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "StopsOn",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "GoesOn",
                table: "AgreementParties",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LeaveReason",
                table: "AgreementParties",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "LeavesOn",
                table: "AgreementParties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AddedPoints",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StatusMeetingId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddedPoints", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AddedPoints_StatusMeetings_StatusMeetingId",
                        column: x => x.StatusMeetingId,
                        principalTable: "StatusMeetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AgreementPauses",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ResumedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CooperationAgreementId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgreementPauses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AgreementPauses_Agreements_CooperationAgreementId",
                        column: x => x.CooperationAgreementId,
                        principalTable: "Agreements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContinuationQuestions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EndsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LeavingPartyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CooperationAgreementId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContinuationQuestions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContinuationQuestions_Agreements_CooperationAgreementId",
                        column: x => x.CooperationAgreementId,
                        principalTable: "Agreements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Deliveries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Promise = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    StatusMeetingId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Deliveries_StatusMeetings_StatusMeetingId",
                        column: x => x.StatusMeetingId,
                        principalTable: "StatusMeetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MeetingAnswers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Comes = table.Column<bool>(type: "INTEGER", nullable: false),
                    ProposedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ProposedTime = table.Column<TimeOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StatusMeetingId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeetingAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MeetingAnswers_StatusMeetings_StatusMeetingId",
                        column: x => x.StatusMeetingId,
                        principalTable: "StatusMeetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MinutesObjections",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StatusMeetingId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MinutesObjections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MinutesObjections_StatusMeetings_StatusMeetingId",
                        column: x => x.StatusMeetingId,
                        principalTable: "StatusMeetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PartyOutcomes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ToldAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CooperationAgreementId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartyOutcomes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PartyOutcomes_Agreements_CooperationAgreementId",
                        column: x => x.CooperationAgreementId,
                        principalTable: "Agreements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_AmendsId",
                table: "Agreements",
                column: "AmendsId");

            migrationBuilder.CreateIndex(
                name: "IX_AddedPoints_StatusMeetingId",
                table: "AddedPoints",
                column: "StatusMeetingId");

            migrationBuilder.CreateIndex(
                name: "IX_AgreementPauses_CooperationAgreementId",
                table: "AgreementPauses",
                column: "CooperationAgreementId");

            migrationBuilder.CreateIndex(
                name: "IX_ContinuationQuestions_CooperationAgreementId",
                table: "ContinuationQuestions",
                column: "CooperationAgreementId");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_StatusMeetingId",
                table: "Deliveries",
                column: "StatusMeetingId");

            migrationBuilder.CreateIndex(
                name: "IX_MeetingAnswers_StatusMeetingId",
                table: "MeetingAnswers",
                column: "StatusMeetingId");

            migrationBuilder.CreateIndex(
                name: "IX_MinutesObjections_StatusMeetingId",
                table: "MinutesObjections",
                column: "StatusMeetingId");

            migrationBuilder.CreateIndex(
                name: "IX_PartyOutcomes_CooperationAgreementId",
                table: "PartyOutcomes",
                column: "CooperationAgreementId");

            migrationBuilder.CreateIndex(
                name: "IX_PartyOutcomes_PartyId",
                table: "PartyOutcomes",
                column: "PartyId",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Agreements_Agreements_AmendsId",
                table: "Agreements",
                column: "AmendsId",
                principalTable: "Agreements",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            // What was signed before had thirty days and could be renewed by all; its last day is as it was, and its minutes stand.
            migrationBuilder.Sql("""UPDATE "Agreements" SET "FirstEndsOn" = "EndsOn";""");
            migrationBuilder.Sql("""UPDATE "StatusMeetings" SET "ApprovedAt" = "MinutesAt" WHERE "State" = 'Held';""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Agreements_Agreements_AmendsId",
                table: "Agreements");

            migrationBuilder.DropTable(
                name: "AddedPoints");

            migrationBuilder.DropTable(
                name: "AgreementPauses");

            migrationBuilder.DropTable(
                name: "ContinuationQuestions");

            migrationBuilder.DropTable(
                name: "Deliveries");

            migrationBuilder.DropTable(
                name: "MeetingAnswers");

            migrationBuilder.DropTable(
                name: "MinutesObjections");

            migrationBuilder.DropTable(
                name: "PartyOutcomes");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_AmendsId",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "ApprovedAt",
                table: "StatusMeetings");

            migrationBuilder.DropColumn(
                name: "CancelReason",
                table: "StatusMeetings");

            migrationBuilder.DropColumn(
                name: "IsClosing",
                table: "StatusMeetings");

            migrationBuilder.DropColumn(
                name: "MovedByEmail",
                table: "StatusMeetings");

            migrationBuilder.DropColumn(
                name: "MovedByName",
                table: "StatusMeetings");

            migrationBuilder.DropColumn(
                name: "VolunteerPlanAt",
                table: "StatusMeetings");

            migrationBuilder.DropColumn(
                name: "AmendsId",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "FacilitatedMeetings",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "FacilitatesUntil",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "FirstEndsOn",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "HandedOverAt",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "MeetingLimit",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "TermRemindersSent",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "NoticeFromPartyId",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "NoticeUnit",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "OwnMeetingDays",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "PromisedVolunteers",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "Renewal",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "RenewalMonths",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "RenewedMonths",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "ResidentsPerVolunteer",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "StopsOn",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "GoesOn",
                table: "AgreementParties");

            migrationBuilder.DropColumn(
                name: "LeaveReason",
                table: "AgreementParties");

            migrationBuilder.DropColumn(
                name: "LeavesOn",
                table: "AgreementParties");

            migrationBuilder.RenameColumn(
                name: "NoticeAmount",
                table: "Agreements",
                newName: "NoticeDays");
        }
    }
}
