using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WeaknessLabels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "weakness_labels",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    player_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    playlist = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    labelled_at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    group = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    first = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    is_flagged = table.Column<bool>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: true),
                    matches = table.Column<int>(type: "INTEGER", nullable: false),
                    ruler = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_weakness_labels", x => new { x.user_id, x.player_id });
                    table.ForeignKey(
                        name: "FK_weakness_labels_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_weakness_labels_player_id",
                table: "weakness_labels",
                column: "player_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "weakness_labels");
        }
    }
}
