using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Players;
using RocketTrainer.Core.Replays;
using RocketTrainer.Tests.Support;
using RocketTrainer.Tests.Unit.Coaching.Weaknesses;
using static RocketTrainer.Tests.Support.StoredMatches;

namespace RocketTrainer.Tests.Unit.Coaching.Readings;

/// <summary>Matches whose players are drawn from the shipped components, as Ballchasing would tell them; the same for the same seed.</summary>
internal sealed class InventedLobbies(int seed, int teamSize = 2, int? tier = 13)
{
    private const int Seconds = 300;
    private const int Pool = 40;
    private const int PerSession = 5;

    private readonly InventedPlayers _players = new(seed);
    private readonly Random _random = new(seed);

    public string Playlist { get; init; } = "ranked-doubles";

    /// <summary>So many matches of the hero, five an evening.</summary>
    /// <param name="weak">A group in which all his stats lie <paramref name="by"/> standard deviations of a game lower.</param>
    public StoredMatch[] Matches(int count, string? weak = null, double by = 0)
    {
        var hero = _players.Games(InventedPlayers.Usual, count, weak, by);
        var pool = Enumerable.Range(0, Pool).Select(_ => _players.Player()).ToArray();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var others = Enumerable.Range(0, Pool).OrderBy(_ => _random.Next()).Take((2 * teamSize) - 1).ToList();
            var lines = others.Select((o, slot) => Line(Account(100 + o), slot + 1 < teamSize ? TeamColor.Blue : TeamColor.Orange, _players.Games(pool[o], 1)[0].Residual));
            return new StoredMatch(Evening.AddDays(i / PerSession).AddMinutes(i % PerSession * 8), [Line(Hero, TeamColor.Blue, hero[i].Residual), .. lines])
            {
                Playlist = Playlist, TeamSize = teamSize, Duration = Seconds, BlueGoals = _random.Next(4), OrangeGoals = _random.Next(4),
            };
        })];
    }

    private StoredLine Line(PlayerId player, TeamColor color, double[] z) => new(player, color)
    {
        Tier = tier,
        Stats =
        [
            .. ShippedComponents.Layout.Stats.Select((stat, s) => (stat.Stat, (double?)Value(stat, s, z[s]))),
            ("positioning.time_defensive_third", Seconds / 3.0), ("positioning.time_neutral_third", Seconds / 3.0), ("positioning.time_offensive_third", Seconds / 3.0),
        ],
    };

    /// <summary>From a score, so many standard deviations from some usual one, back to a stat.</summary>
    private static double Value(SkillStat stat, int place, double z)
    {
        var spread = ShippedComponents.Spreads[place];
        return stat.Scale switch
        {
            StatScale.RootPerMinute => Math.Pow(Math.Max(0, (5 * spread) + (stat.Sign * spread * z)), 2) * Seconds / 60,
            StatScale.NearAThird => (100 / 3.0) + Math.Max(0, (4 * spread) - (spread * z)),
            _ => (20 * spread) + (stat.Sign * spread * z),
        };
    }
}
