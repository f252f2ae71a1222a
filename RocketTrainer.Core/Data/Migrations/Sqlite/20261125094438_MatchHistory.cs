using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MatchHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_replays_played_at_id",
                table: "replays");

            migrationBuilder.DropIndex(
                name: "IX_player_stats_player_id_played_at_replay_id",
                table: "player_stats");

            migrationBuilder.DropIndex(
                name: "IX_player_stats_replay_id",
                table: "player_stats");

            migrationBuilder.AddColumn<bool>(
                name: "is_public",
                table: "player_stats",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "playlist_id",
                table: "player_stats",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "result",
                table: "player_stats",
                type: "TEXT",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "played_at",
                table: "library",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "replay_tags",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    replay_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tag = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_replay_tags", x => new { x.user_id, x.replay_id, x.tag });
                    table.ForeignKey(
                        name: "FK_replay_tags_replays_replay_id",
                        column: x => x.replay_id,
                        principalTable: "replays",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_replay_tags_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            HistoryBackfill.Run(migrationBuilder);

            migrationBuilder.CreateIndex(
                name: "ix_replays_setting",
                table: "replays",
                columns: new[] { "id", "season", "season_type", "map_code", "map_name" });

            migrationBuilder.CreateIndex(
                name: "ix_player_stats_history",
                table: "player_stats",
                columns: new[] { "player_id", "played_at", "replay_id", "slot", "color", "playlist_id", "result", "is_public" });

            migrationBuilder.CreateIndex(
                name: "ix_player_stats_lineup",
                table: "player_stats",
                columns: new[] { "replay_id", "played_at", "player_id", "color" });

            migrationBuilder.CreateIndex(
                name: "IX_library_user_id_played_at_replay_id",
                table: "library",
                columns: new[] { "user_id", "played_at", "replay_id" });

            migrationBuilder.CreateIndex(
                name: "IX_replay_tags_replay_id",
                table: "replay_tags",
                column: "replay_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "replay_tags");

            migrationBuilder.DropIndex(
                name: "ix_replays_setting",
                table: "replays");

            migrationBuilder.DropIndex(
                name: "ix_player_stats_history",
                table: "player_stats");

            migrationBuilder.DropIndex(
                name: "ix_player_stats_lineup",
                table: "player_stats");

            migrationBuilder.DropIndex(
                name: "IX_library_user_id_played_at_replay_id",
                table: "library");

            migrationBuilder.DropColumn(
                name: "is_public",
                table: "player_stats");

            migrationBuilder.DropColumn(
                name: "playlist_id",
                table: "player_stats");

            migrationBuilder.DropColumn(
                name: "result",
                table: "player_stats");

            migrationBuilder.DropColumn(
                name: "played_at",
                table: "library");

            migrationBuilder.CreateIndex(
                name: "IX_replays_played_at_id",
                table: "replays",
                columns: new[] { "played_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_player_stats_player_id_played_at_replay_id",
                table: "player_stats",
                columns: new[] { "player_id", "played_at", "replay_id" });

            migrationBuilder.CreateIndex(
                name: "IX_player_stats_replay_id",
                table: "player_stats",
                column: "replay_id");
        }
    }
}
