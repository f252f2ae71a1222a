using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChildGroups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "groups",
                table: "imports",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<int>(
                name: "groups_listed",
                table: "imports",
                type: "INTEGER",
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
