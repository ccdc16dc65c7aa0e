using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RankingHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "RanksByFitOnly",
                table: "Needs",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "ComparedPartners",
                columns: table => new
                {
                    NeedId = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ComparedPartners", x => new { x.NeedId, x.OrganisationId });
                    table.ForeignKey(
                        name: "FK_ComparedPartners_Needs_NeedId",
                        column: x => x.NeedId,
                        principalTable: "Needs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ComparedPartners_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ShownLists",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    NeedId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Model = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SignalCodes = table.Column<List<string>>(type: "text[]", nullable: false),
                    ShownAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Content = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShownLists", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ShownLists_Needs_NeedId",
                        column: x => x.NeedId,
                        principalTable: "Needs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ShownLists_Organisations_AskerId",
                        column: x => x.AskerId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TrainingRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Answers = table.Column<int>(type: "integer", nullable: false),
                    Window_From = table.Column<DateOnly>(type: "date", nullable: true),
                    Window_To = table.Column<DateOnly>(type: "date", nullable: true),
                    Window_Needs = table.Column<int>(type: "integer", nullable: true),
                    Window_Lists = table.Column<int>(type: "integer", nullable: true),
                    Window_Answers = table.Column<int>(type: "integer", nullable: true),
                    Trial_From = table.Column<DateOnly>(type: "date", nullable: true),
                    Trial_To = table.Column<DateOnly>(type: "date", nullable: true),
                    Trial_Needs = table.Column<int>(type: "integer", nullable: true),
                    Trial_Lists = table.Column<int>(type: "integer", nullable: true),
                    Trial_Answers = table.Column<int>(type: "integer", nullable: true),
                    Figures_Ndcg5 = table.Column<double>(type: "double precision", nullable: true),
                    Figures_Mrr = table.Column<double>(type: "double precision", nullable: true),
                    Figures_ExposureGini = table.Column<double>(type: "double precision", nullable: true),
                    CurrentFigures_Ndcg5 = table.Column<double>(type: "double precision", nullable: true),
                    CurrentFigures_Mrr = table.Column<double>(type: "double precision", nullable: true),
                    CurrentFigures_ExposureGini = table.Column<double>(type: "double precision", nullable: true),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    File = table.Column<byte[]>(type: "bytea", nullable: false),
                    FileHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrainingRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ShownPartners",
                columns: table => new
                {
                    ListId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rank = table.Column<int>(type: "integer", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Row = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShownPartners", x => new { x.ListId, x.Rank });
                    table.ForeignKey(
                        name: "FK_ShownPartners_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ShownPartners_ShownLists_ListId",
                        column: x => x.ListId,
                        principalTable: "ShownLists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ModelsInUse",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RunId = table.Column<Guid>(type: "uuid", nullable: true),
                    Change = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModelsInUse", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModelsInUse_TrainingRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "TrainingRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ComparedPartners_OrganisationId",
                table: "ComparedPartners",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_ModelsInUse_RunId",
                table: "ModelsInUse",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_ModelsInUse_Since",
                table: "ModelsInUse",
                column: "Since");

            migrationBuilder.CreateIndex(
                name: "IX_ShownLists_AskerId",
                table: "ShownLists",
                column: "AskerId");

            migrationBuilder.CreateIndex(
                name: "IX_ShownLists_Day",
                table: "ShownLists",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_ShownLists_NeedId_Day_Content",
                table: "ShownLists",
                columns: new[] { "NeedId", "Day", "Content" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ShownPartners_OrganisationId",
                table: "ShownPartners",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_TrainingRuns_Key",
                table: "TrainingRuns",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ComparedPartners");

            migrationBuilder.DropTable(
                name: "ModelsInUse");

            migrationBuilder.DropTable(
                name: "ShownPartners");

            migrationBuilder.DropTable(
                name: "TrainingRuns");

            migrationBuilder.DropTable(
                name: "ShownLists");

            migrationBuilder.DropColumn(
                name: "RanksByFitOnly",
                table: "Needs");
        }
    }
}
