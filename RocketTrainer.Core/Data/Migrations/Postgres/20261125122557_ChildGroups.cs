using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ChildGroups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<List<string>>(
                name: "groups",
                table: "imports",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "groups_listed",
                table: "imports",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "groups",
                table: "imports");

            migrationBuilder.DropColumn(
                name: "groups_listed",
                table: "imports");
        }
    }
}
