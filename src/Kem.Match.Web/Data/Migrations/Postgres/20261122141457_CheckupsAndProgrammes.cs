using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Postgres
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
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Agreement");

            migrationBuilder.AddColumn<string>(
                name: "AgendaCode",
                table: "Agreements",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Programmes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    AgreementId = table.Column<Guid>(type: "uuid", nullable: true),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    LeadId = table.Column<Guid>(type: "uuid", nullable: false),
                    LeadName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    LeadEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Months = table.Column<int>(type: "integer", nullable: false),
                    DaysOpen = table.Column<int>(type: "integer", nullable: false),
                    PlanText = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    StoppedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StopReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    JoinedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    LeftOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ShowsChange = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Which = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    OpensOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ClosesOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    IsMoved = table.Column<bool>(type: "boolean", nullable: false),
                    CapacityProgrammeId = table.Column<Guid>(type: "uuid", nullable: false)
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
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    CapacityProgrammeId = table.Column<Guid>(type: "uuid", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "uuid", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    InvitedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    HelpWanted = table.Column<List<string>>(type: "text[]", nullable: false),
                    HelpOffered = table.Column<List<string>>(type: "text[]", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Statement = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Choice = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CheckupId = table.Column<Guid>(type: "uuid", nullable: false)
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
