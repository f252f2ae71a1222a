using System.Text.Json;
using static RocketTrainer.Core.Ballchasing.Sandbox.PayloadStat;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>
/// Adds up a group's matches per player and per team. As measured on real groups: rates and average places are means over
/// the games, boost shares are taken of the play duration, other shares of their parts' sum, and a team's four last boost
/// amounts stay sums in <c>game_average</c>.
/// </summary>
internal static class GroupStats
{
    private static readonly PayloadStat[] Means = [Bpm, Bcpm, AvgAmount, AvgSpeed, DistanceToBall, DistanceToBallPossession, DistanceToBallNoPossession];
    private static readonly PayloadStat[] NotGiven = [DistanceToMates, PercentMostBack, PercentMostForward, PercentClosestToBall, PercentFarthestFromBall];
    private static readonly PayloadStat[] NeverAveragedForTeams = [TimeFull, Overfill, OverfillStolen, UsedWhileSupersonic];

    private static readonly Dictionary<PayloadStat, (PayloadStat Time, PayloadStat[] Of)> Shares = new()
    {
        [PercentZero] = (TimeZero, []), [PercentFull] = (TimeFull, []), [Percent0To25] = (Time0To25, []), [Percent25To50] = (Time25To50, []),
        [Percent50To75] = (Time50To75, []), [Percent75To100] = (Time75To100, []),
        [PercentSlow] = (TimeSlow, [TimeSlow, TimeBoostSpeed, TimeSupersonic]), [PercentBoostSpeed] = (TimeBoostSpeed, [TimeSlow, TimeBoostSpeed, TimeSupersonic]),
        [PercentSupersonic] = (TimeSupersonic, [TimeSlow, TimeBoostSpeed, TimeSupersonic]),
        [PercentGround] = (TimeGround, [TimeGround, TimeLowAir, TimeHighAir]), [PercentLowAir] = (TimeLowAir, [TimeGround, TimeLowAir, TimeHighAir]),
        [PercentHighAir] = (TimeHighAir, [TimeGround, TimeLowAir, TimeHighAir]),
        [PercentDefensiveThird] = (TimeDefensiveThird, [TimeDefensiveThird, TimeNeutralThird, TimeOffensiveThird]),
        [PercentNeutralThird] = (TimeNeutralThird, [TimeDefensiveThird, TimeNeutralThird, TimeOffensiveThird]),
        [PercentOffensiveThird] = (TimeOffensiveThird, [TimeDefensiveThird, TimeNeutralThird, TimeOffensiveThird]),
        [PercentDefensiveHalf] = (TimeDefensiveHalf, [TimeDefensiveHalf, TimeOffensiveHalf]), [PercentOffensiveHalf] = (TimeOffensiveHalf, [TimeDefensiveHalf, TimeOffensiveHalf]),
        [PercentBehindBall] = (TimeBehindBall, [TimeBehindBall, TimeInfrontBall]), [PercentInfrontBall] = (TimeInfrontBall, [TimeBehindBall, TimeInfrontBall]),
    };

    private sealed class Tally(string platform, string id, string name, string team)
    {
        public string Platform => platform;

        public string Id => id;

        public string Name => name;

        public string Team => team;

        public int Games { get; private set; }

        public int Wins { get; private set; }

        public int Seconds { get; private set; }

        public double[] Sums { get; } = new double[PayloadStats.Count];

        public List<Tally> Players { get; } = [];

        public void Add(PlayedMatch played, bool orange, int players, Func<PayloadStat, double> value)
        {
            Games++;
            if (orange == played.Match.OrangeGoals > played.Match.BlueGoals) Wins++;
            Seconds += played.Match.Duration * players;
            foreach (var member in PayloadStats.All)
            {
                var number = value(member.Stat);
                if (!double.IsNaN(number)) Sums[(int)member.Stat] += number;
            }
        }

        public double this[PayloadStat stat, bool average]
        {
            get
            {
                var sum = Sums[(int)stat];
                if (stat == ShootingPercentage) return Sums[(int)Shots] > 0 ? Sums[(int)Goals] / Sums[(int)Shots] * 100 : 0;
                if (stat == AvgSpeedPercentage) return Sums[(int)AvgSpeed] / Games / 2300 * 100;
                if (Shares.TryGetValue(stat, out var share))
                {
                    var whole = share.Of.Length == 0 ? Seconds : share.Of.Sum(part => Sums[(int)part]);
                    return whole > 0 ? Sums[(int)share.Time] / whole * 100 : 0;
                }
                return average || Means.Contains(stat) ? sum / Games : sum;
            }
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<PlayedMatch> matches, bool byName)
    {
        var (players, teams) = Count(matches, byName);
        json.WriteStartArray("players");
        foreach (var player in players)
        {
            json.WriteStartObject();
            WriteIdentity(json, player);
            WriteStats(json, "cumulative", player, average: false, ofTeam: false);
            WriteStats(json, "game_average", player, average: true, ofTeam: false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("teams");
        foreach (var team in teams)
        {
            json.WriteStartObject();
            json.WriteString("name", team.Name);
            json.WriteStartArray("players");
            foreach (var player in team.Players)
            {
                json.WriteStartObject();
                WriteIdentity(json, player);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            WriteStats(json, "cumulative", team, average: false, ofTeam: true);
            WriteStats(json, "game_average", team, average: true, ofTeam: true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static (IEnumerable<Tally> Players, IEnumerable<Tally> Teams) Count(IReadOnlyList<PlayedMatch> matches, bool byName)
    {
        var players = new Dictionary<string, Tally>(StringComparer.Ordinal);
        var teams = new Dictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var played in matches)
        {
            foreach (var orange in (ReadOnlySpan<bool>)[false, true])
            {
                PlayedPlayer[] side = [.. played.Side(orange).Where(p => p.Member is not null)];
                var name = string.Join(" & ", side.Select(p => p.Member!.Name).Order(StringComparer.Ordinal));
                if (!teams.TryGetValue(name, out var team)) teams[name] = team = new("", "", name, name);
                foreach (var player in side)
                {
                    var key = byName ? player.Member!.Name : ReplayJson.PlayerIdOf(player.Member!) + player.GuestNumber;
                    if (!players.TryGetValue(key, out var tally)) players[key] = tally = Identify(player.Member!, name);
                    if (!team.Players.Contains(tally)) team.Players.Add(tally);
                    tally.Add(played, orange, 1, stat => player[stat]);
                }
                team.Add(played, orange, side.Length, stat => stat is DistanceToBall or DistanceToBallPossession or DistanceToBallNoPossession ? side.Sum(p => p[stat]) : DetailWriter.OfTeam(side, stat));
            }
        }
        return (players.Values, teams.Values);

        static Tally Identify(LeagueMember member, string team) => new(
            member.Platform switch { "steam" => "Steam", "epic" => "Epic", "ps4" => "PS4", "xbox" => "XBox", _ => "Psynet" },
            ReplayJson.PlayerIdOf(member)[(member.Platform.Length + 1)..], member.Name, team);
    }

    private static void WriteIdentity(Utf8JsonWriter json, Tally player)
    {
        json.WriteString("platform", player.Platform);
        json.WriteString("id", player.Id);
        json.WriteString("name", player.Name);
        json.WriteString("team", player.Team);
    }

    private static void WriteStats(Utf8JsonWriter json, string part, Tally tally, bool average, bool ofTeam)
    {
        json.WriteStartObject(part);
        if (!average)
        {
            json.WriteNumber("games", tally.Games);
            json.WriteNumber("wins", tally.Wins);
            json.WriteNumber("win_percentage", (float)(tally.Wins * 100.0 / tally.Games));
            json.WriteNumber("play_duration", tally.Seconds);
        }
        for (var block = 0; block < PayloadStats.Blocks.Length; block++)
        {
            json.WriteStartObject(PayloadStats.Blocks[block]);
            foreach (var member in PayloadStats.ByBlock[block].Where(m => Given(m, average, ofTeam)))
            {
                if (member.Stat == ShootingPercentage && !ofTeam) json.WriteNumber("mvp", 0);
                Write(json, member, tally, average, ofTeam);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PayloadMember member, Tally tally, bool average, bool ofTeam)
    {
        var isDistance = member.Stat is DistanceToBall or DistanceToBallPossession or DistanceToBallNoPossession;
        if (isDistance && ofTeam && !average)
        {
            json.WriteNumber(member.Encoded, 0);
            return;
        }
        var value = tally[member.Stat, average && !(ofTeam && NeverAveragedForTeams.Contains(member.Stat))];
        // Large sums lose their last digits in Ballchasing's single precision only when they aren't whole.
        if (Math.Abs(value - Math.Round(value)) < 1e-9) json.WriteNumber(member.Encoded, (long)Math.Round(value));
        else json.WriteNumber(member.Encoded, (float)value);
    }

    private static bool Given(PayloadMember member, bool average, bool ofTeam)
    {
        if (NotGiven.Contains(member.Stat)) return false;
        if (!ofTeam) return true;
        return member.Stat is Bpm or Bcpm or AvgAmount ? average
            : member.OfTeam || member.Stat is PercentZero or PercentFull or DistanceToBall or DistanceToBallPossession or DistanceToBallNoPossession;
    }
}
