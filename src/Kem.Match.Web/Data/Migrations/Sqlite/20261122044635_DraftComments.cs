using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DraftComments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CommentRound",
                table: "Agreements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "OutForCommentsSince",
                table: "Agreements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Terms",
                table: "AgreementParties",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            // What the first two parties gain was an answer in a clause; now every party has a place for it.
            migrationBuilder.Sql(
                """
                UPDATE "AgreementParties" SET "Terms" = json_object('Benefit', (
                    SELECT a."Text" FROM "ClauseAnswers" a WHERE a."CooperationAgreementId" = "AgreementParties"."AgreementId" AND a."ClauseCode" = 'CL_BENEFITS'
                    AND a."FieldCode" = CASE "AgreementParties"."Order" WHEN 0 THEN 'benefitA' ELSE 'benefitB' END))
                WHERE "Order" IN (0, 1) AND EXISTS (
                    SELECT 1 FROM "ClauseAnswers" a WHERE a."CooperationAgreementId" = "AgreementParties"."AgreementId" AND a."ClauseCode" = 'CL_BENEFITS'
                    AND a."FieldCode" = CASE "AgreementParties"."Order" WHEN 0 THEN 'benefitA' ELSE 'benefitB' END);
                """);

            migrationBuilder.CreateTable(
                name: "DraftComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AgreementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ClauseCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Instead = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ClosedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DraftComments_Agreements_AgreementId",
                        column: x => x.AgreementId,
                        principalTable: "Agreements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DraftComments_AgreementId_State",
                table: "DraftComments",
                columns: new[] { "AgreementId", "State" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DraftComments");

            migrationBuilder.DropColumn(
                name: "CommentRound",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "OutForCommentsSince",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "Terms",
                table: "AgreementParties");
        }
    }
}
