using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RanksInHistoryIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_player_stats_history", table: "player_stats");
            // The model can have no index over parts of a rank.
            migrationBuilder.CreateIndex(name: "ix_player_stats_history", table: "player_stats", columns: ["player_id", "played_at", "replay_id", "slot", "color", "playlist_id", "result", "is_public", "rank_tier", "rank_division"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_player_stats_history", table: "player_stats");
            migrationBuilder.CreateIndex(name: "ix_player_stats_history", table: "player_stats", columns: ["player_id", "played_at", "replay_id", "slot", "color", "playlist_id", "result", "is_public"]);
        }
    }
}
