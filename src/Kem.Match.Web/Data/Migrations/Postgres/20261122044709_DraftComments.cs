using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Postgres
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
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "OutForCommentsSince",
                table: "Agreements",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Terms",
                table: "AgreementParties",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            // What the first two parties gain was an answer in a clause; now every party has a place for it.
            migrationBuilder.Sql(
                """
                UPDATE "AgreementParties" SET "Terms" = json_build_object('Benefit', (
                    SELECT a."Text" FROM "ClauseAnswers" a WHERE a."CooperationAgreementId" = "AgreementParties"."AgreementId" AND a."ClauseCode" = 'CL_BENEFITS'
                    AND a."FieldCode" = CASE "AgreementParties"."Order" WHEN 0 THEN 'benefitA' ELSE 'benefitB' END))::text
                WHERE "Order" IN (0, 1) AND EXISTS (
                    SELECT 1 FROM "ClauseAnswers" a WHERE a."CooperationAgreementId" = "AgreementParties"."AgreementId" AND a."ClauseCode" = 'CL_BENEFITS'
                    AND a."FieldCode" = CASE "AgreementParties"."Order" WHEN 0 THEN 'benefitA' ELSE 'benefitB' END);
                """);

            migrationBuilder.CreateTable(
                name: "DraftComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AgreementId = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ClauseCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Field = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Instead = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    WrittenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reply = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    ClosedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
