using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kem.Match.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ProfileDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<List<string>>(
                name: "Boundaries",
                table: "Organisations",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "FoundedYear",
                table: "Organisations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FreeSlots",
                table: "Organisations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "VolunteerHours",
                table: "Organisations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "RequiredLanguages",
                table: "Needs",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "VolunteerHours",
                table: "Needs",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WithinKilometres",
                table: "Needs",
                type: "integer",
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
