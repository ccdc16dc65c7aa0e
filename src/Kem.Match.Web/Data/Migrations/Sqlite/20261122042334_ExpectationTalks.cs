using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ExpectationTalks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ExpectationTalks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MunicipalityCode = table.Column<string>(type: "TEXT", nullable: false),
                    ProposalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    InvitedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    InvitedByEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    InvitedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HeldAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Minutes = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExpectationTalks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExpectationTalks_Municipalities_MunicipalityCode",
                        column: x => x.MunicipalityCode,
                        principalTable: "Municipalities",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExpectationTalks_Proposals_ProposalId",
                        column: x => x.ProposalId,
                        principalTable: "Proposals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TalkNotes",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QuestionCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ExpectationTalkId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TalkNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TalkNotes_ExpectationTalks_ExpectationTalkId",
                        column: x => x.ExpectationTalkId,
                        principalTable: "ExpectationTalks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TalkSides",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TalkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ContactName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ContactEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RemindedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TalkSides", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TalkSides_ExpectationTalks_TalkId",
                        column: x => x.TalkId,
                        principalTable: "ExpectationTalks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_TalkSides_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TalkAnswers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    QuestionCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    TalkSideId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TalkAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TalkAnswers_TalkSides_TalkSideId",
                        column: x => x.TalkSideId,
                        principalTable: "TalkSides",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ExpectationTalks_MunicipalityCode",
                table: "ExpectationTalks",
                column: "MunicipalityCode");

            migrationBuilder.CreateIndex(
                name: "IX_ExpectationTalks_ProposalId",
                table: "ExpectationTalks",
                column: "ProposalId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TalkAnswers_TalkSideId",
                table: "TalkAnswers",
                column: "TalkSideId");

            migrationBuilder.CreateIndex(
                name: "IX_TalkNotes_ExpectationTalkId",
                table: "TalkNotes",
                column: "ExpectationTalkId");

            migrationBuilder.CreateIndex(
                name: "IX_TalkSides_OrganisationId",
                table: "TalkSides",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_TalkSides_TalkId",
                table: "TalkSides",
                column: "TalkId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TalkAnswers");

            migrationBuilder.DropTable(
                name: "TalkNotes");

            migrationBuilder.DropTable(
                name: "TalkSides");

            migrationBuilder.DropTable(
                name: "ExpectationTalks");
        }
    }
}
