using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CheckupsAndProgrammes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RootKind",
                table: "ReminderFindings",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Agreement");

            migrationBuilder.AddColumn<string>(
                name: "AgendaCode",
                table: "Agreements",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Programmes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    AgreementId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    LeadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LeadName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    LeadEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Months = table.Column<int>(type: "INTEGER", nullable: false),
                    DaysOpen = table.Column<int>(type: "INTEGER", nullable: false),
                    PlanText = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    StoppedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    StopReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Programmes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Programmes_Agreements_AgreementId",
                        column: x => x.AgreementId,
                        principalTable: "Agreements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Programmes_Municipalities_MunicipalityCode",
                        column: x => x.MunicipalityCode,
                        principalTable: "Municipalities",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeMembers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    JoinedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ShowsChange = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProgrammeMembers_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProgrammeMembers_Programmes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "Programmes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Which = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    OpensOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosesOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    IsMoved = table.Column<bool>(type: "INTEGER", nullable: false),
                    CapacityProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeRounds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProgrammeRounds_Programmes_CapacityProgrammeId",
                        column: x => x.CapacityProgrammeId,
                        principalTable: "Programmes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeTicks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CapacityProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeTicks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProgrammeTicks_Programmes_CapacityProgrammeId",
                        column: x => x.CapacityProgrammeId,
                        principalTable: "Programmes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Checkups",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    InvitedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HelpWanted = table.Column<string>(type: "TEXT", nullable: false),
                    HelpOffered = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Checkups", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Checkups_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Checkups_ProgrammeMembers_MemberId",
                        column: x => x.MemberId,
                        principalTable: "ProgrammeMembers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Checkups_Programmes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "Programmes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CheckupAnswers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Statement = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Choice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CheckupId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckupAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CheckupAnswers_Checkups_CheckupId",
                        column: x => x.CheckupId,
                        principalTable: "Checkups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CheckupAnswers_CheckupId",
                table: "CheckupAnswers",
                column: "CheckupId");

            migrationBuilder.CreateIndex(
                name: "IX_Checkups_MemberId_Round",
                table: "Checkups",
                columns: new[] { "MemberId", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Checkups_OrganisationId",
                table: "Checkups",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Checkups_ProgrammeId",
                table: "Checkups",
                column: "ProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeMembers_OrganisationId",
                table: "ProgrammeMembers",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeMembers_ProgrammeId_Order",
                table: "ProgrammeMembers",
                columns: new[] { "ProgrammeId", "Order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeRounds_CapacityProgrammeId",
                table: "ProgrammeRounds",
                column: "CapacityProgrammeId");

            migrationBuilder.CreateIndex(
                name: "IX_Programmes_AgreementId",
                table: "Programmes",
                column: "AgreementId");

            migrationBuilder.CreateIndex(
                name: "IX_Programmes_LeadId_StartsOn_Title",
                table: "Programmes",
                columns: new[] { "LeadId", "StartsOn", "Title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Programmes_MunicipalityCode",
                table: "Programmes",
                column: "MunicipalityCode");

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeTicks_CapacityProgrammeId",
                table: "ProgrammeTicks",
                column: "CapacityProgrammeId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CheckupAnswers");

            migrationBuilder.DropTable(
                name: "ProgrammeRounds");

            migrationBuilder.DropTable(
                name: "ProgrammeTicks");

            migrationBuilder.DropTable(
                name: "Checkups");

            migrationBuilder.DropTable(
                name: "ProgrammeMembers");

            migrationBuilder.DropTable(
                name: "Programmes");

            migrationBuilder.DropColumn(
                name: "RootKind",
                table: "ReminderFindings");

            migrationBuilder.DropColumn(
                name: "AgendaCode",
                table: "Agreements");
        }
    }
}
