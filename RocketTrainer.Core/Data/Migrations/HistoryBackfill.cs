using Microsoft.EntityFrameworkCore.Migrations;

namespace RocketTrainer.Core.Data.Migrations;

/// <summary>Fills the columns that the migration MatchHistory adds, for matches that are stored already. The same on every provider.</summary>
internal static class HistoryBackfill
{
    public static void Run(MigrationBuilder migration)
    {
        migration.Sql(
            """
            UPDATE player_stats SET
                is_public = EXISTS (SELECT 1 FROM replay_sources s WHERE s.replay_id = player_stats.replay_id AND s.visibility = 'public'),
                playlist_id = (SELECT r.playlist_id FROM replays r WHERE r.id = player_stats.replay_id),
                result = (
                    SELECT CASE WHEN own.core_goals > other.core_goals THEN 'Win' WHEN own.core_goals < other.core_goals THEN 'Loss' WHEN own.core_goals = other.core_goals THEN 'Draw' END
                    FROM team_stats own JOIN team_stats other ON other.replay_id = own.replay_id AND other.color <> own.color
                    WHERE own.replay_id = player_stats.replay_id AND own.color = player_stats.color)
            """);
        migration.Sql("UPDATE library SET played_at = (SELECT r.played_at FROM replays r WHERE r.id = library.replay_id)");
    }
}
