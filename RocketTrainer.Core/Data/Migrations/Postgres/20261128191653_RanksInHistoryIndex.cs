using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RocketTrainer.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RanksInHistoryIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_player_stats_history", table: "player_stats");
            // The model knows no columns that only lie in an index.
            migrationBuilder.Sql("CREATE INDEX ix_player_stats_history ON player_stats (player_id, played_at, replay_id, slot, color, playlist_id, result, is_public) INCLUDE (rank_tier, rank_division)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_player_stats_history", table: "player_stats");
            migrationBuilder.CreateIndex(name: "ix_player_stats_history", table: "player_stats", columns: ["player_id", "played_at", "replay_id", "slot", "color", "playlist_id", "result", "is_public"]);
        }
    }
}
