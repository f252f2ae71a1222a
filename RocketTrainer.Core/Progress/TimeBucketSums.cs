using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Core.Progress;

/// <summary>What a day or a week adds up to.</summary>
internal sealed class TimeBucketSums
{
    public required DateOnly From { get; init; }
    public int Matches { get; set; }
    public int Wins { get; set; }
    public int Losses { get; set; }

    /// <summary>Matches in which the stat is known; of these the sum of its values, and of their squares.</summary>
    public int Known { get; set; }

    public double Sum { get; set; }
    public double Squares { get; set; }

    public TrendPoint Point() => new(From, Matches, Wins, Losses, Known, Known == 0 ? null : Estimate.OfSums(Known, Sum, Squares));

    /// <summary>
    /// All of a player's, oldest first, as TimescaleDB has added them up. It adds up what arrived late, or was changed, only
    /// after a while, and counts somebody twice who stood in a match twice: whoever reads compares the number of matches.
    /// </summary>
    public static async Task<List<TimeBucketSums>> ReadAsync(RocketTrainerDb db, ReplayFilter filter, Stat stat, TrendStep step, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"""
            SELECT bucket, sum(matches)::int, sum(wins)::int, sum(losses)::int, sum(n_{stat.Column})::int, coalesce(sum(s_{stat.Column}), 0), coalesce(sum(q_{stat.Column}), 0)
            FROM {(step == TrendStep.Day ? Timescale.Days : Timescale.Weeks)}
            WHERE player_id = @player AND (@everyPlaylist OR playlist_id = ANY (@playlists))
            GROUP BY bucket ORDER BY bucket
            """;
        Add("player", filter.Player!.ToString()!);
        Add("everyPlaylist", filter.Playlists.Count == 0);
        Add("playlists", filter.Playlists.ToArray());
        var buckets = new List<TimeBucketSums>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            buckets.Add(new TimeBucketSums
            {
                From = DateOnly.FromDateTime(reader.GetDateTime(0)), Matches = reader.GetInt32(1), Wins = reader.GetInt32(2), Losses = reader.GetInt32(3),
                Known = reader.GetInt32(4), Sum = reader.GetDouble(5), Squares = reader.GetDouble(6),
            });
        }

        return buckets;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
