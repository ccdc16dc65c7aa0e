using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ProfileDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Boundaries",
                table: "Organisations",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "FoundedYear",
                table: "Organisations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FreeSlots",
                table: "Organisations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "VolunteerHours",
                table: "Organisations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RequiredLanguages",
                table: "Needs",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "VolunteerHours",
                table: "Needs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WithinKilometres",
                table: "Needs",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Boundaries",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "FoundedYear",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "FreeSlots",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "VolunteerHours",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "RequiredLanguages",
                table: "Needs");

            migrationBuilder.DropColumn(
                name: "VolunteerHours",
                table: "Needs");

            migrationBuilder.DropColumn(
                name: "WithinKilometres",
                table: "Needs");
        }
    }
}
