using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PartyContacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "SignatoryTitle",
                table: "AgreementParties",
                newName: "ContactTitle");

            migrationBuilder.RenameColumn(
                name: "SignatoryName",
                table: "AgreementParties",
                newName: "ContactName");

            migrationBuilder.RenameColumn(
                name: "SignatoryEmail",
                table: "AgreementParties",
                newName: "ContactEmail");

            migrationBuilder.AddColumn<int>(
                name: "TextVersion",
                table: "Agreements",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // A text that was sent before versions were counted is the first.
            migrationBuilder.Sql("""UPDATE "Agreements" SET "TextVersion" = 1 WHERE "SentForSignatureAt" IS NOT NULL""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TextVersion",
                table: "Agreements");

            migrationBuilder.RenameColumn(
                name: "ContactTitle",
                table: "AgreementParties",
                newName: "SignatoryTitle");

            migrationBuilder.RenameColumn(
                name: "ContactName",
                table: "AgreementParties",
                newName: "SignatoryName");

            migrationBuilder.RenameColumn(
                name: "ContactEmail",
                table: "AgreementParties",
                newName: "SignatoryEmail");
        }
    }
}
