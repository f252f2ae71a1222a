using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Postgres
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
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    player_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    playlist = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    labelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    group = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    first = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    is_flagged = table.Column<bool>(type: "boolean", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: true),
                    matches = table.Column<int>(type: "integer", nullable: false),
                    ruler = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C")
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
