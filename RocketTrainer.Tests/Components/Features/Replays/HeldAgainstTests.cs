using Bunit;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

/// <summary>A player's numbers beside those of players of his lobby's rank.</summary>
public sealed class HeldAgainstTests : ComponentTest
{
    private const int Diamond = 15; // what the sample's players are

    private static readonly string[] Thirds = ["positioning.time_defensive_third", "positioning.time_neutral_third", "positioning.time_offensive_third"];

    private readonly ReplayPlayer _marlowe = Sample.Player(0, "Marlowe");

    public HeldAgainstTests()
    {
        // Five minutes on the field.
        foreach (var third in Thirds)
            _marlowe.Stats[third] = 100;
    }

    [Fact]
    public void Table_WithoutAPopulation_HasNoColumnForIt()
    {
        var table = Show(held: null, "core.goals");
        Assert.Empty(table.FindAll(".held"));
        Assert.False(table.HasComponent<PercentileBar>());
    }

    [Fact]
    public void Table_HeldAgainstOthers_DrawsTheShareThatIsBelow()
    {
        // 2 goals in 5 minutes are 0.4 per minute; the norm's quantiles go from 0 to 1 in twentieths.
        _marlowe.Stats["core.goals"] = 2;
        var table = Show(Held(("core.goals", 0, 1)), "core.goals");
        var bar = table.FindComponent<PercentileBar>().Instance;
        Assert.Equal(40, bar.Value, 6);
        Assert.Equal("Goals 0.4 per min: better than 40 % of 240 games of 30 players around Diamond III in Ranked Doubles, Jan 2026 to Mar 2026", bar.Label);
        Assert.Equal("Marloweamong Diamond III", table.Find("th.held").TextContent);
    }

    [Fact]
    public void Table_WhereLessIsBetter_TurnsThePercentile()
    {
        _marlowe.Stats["boost.percent_zero_boost"] = 10;
        var bar = Show(Held(("boost.percent_zero_boost", 0, 100)), "boost.percent_zero_boost").FindComponent<PercentileBar>().Instance;
        Assert.Equal(90, bar.Value, 6);
        Assert.Contains(": better than 90 %", bar.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WhereNeitherIsBetter_SaysOnlyMore()
    {
        _marlowe.Stats["boost.avg_amount"] = 30;
        Assert.Contains(": more than 30 %", Show(Held(("boost.avg_amount", 0, 100)), "boost.avg_amount").FindComponent<PercentileBar>().Instance.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_AStatWithoutNumberOrNorm_HasNoBar()
    {
        _marlowe.Stats["core.saves"] = 2;
        var table = Show(Held(("core.goals", 0, 1)), "core.goals", "core.saves");
        Assert.Equal(2, table.FindAll("td.held").Count);
        Assert.False(table.HasComponent<PercentileBar>());
    }

    [Fact]
    public void Sheet_HeldAgainstOthers_HoldsWhatIsDrawn()
    {
        (_marlowe.Stats["core.goals"], _marlowe.Stats["core.saves"]) = (2, 2);
        var held = Held(("core.goals", 0, 1));
        var drawn = Show(held, "core.goals").FindComponent<PercentileBar>().Instance.Value;
        var sheet = ReplaySheets.Of(Match(), held).Single(s => s.Name == "Percentiles");
        Assert.Equal(["Marlowe", "core.goals", "Goals", drawn, 240, 30, "Diamond III", "Ranked Doubles", Now.AddMonths(-2), Now], Assert.Single(sheet.Rows));
        Assert.DoesNotContain(ReplaySheets.Of(Match(), held: null), s => s.Name == "Percentiles");
    }

    [Theory]
    [InlineData(199, Diamond, 300)] // too few games
    [InlineData(240, Diamond + 1, 300)] // of another rank
    [InlineData(240, Diamond, 120)] // too short
    public void Held_AgainstTooLittle_IsNot(int games, int tier, double seconds)
    {
        _marlowe.Stats[Thirds[0]] = seconds - 200;
        Assert.Null(HeldAgainst.Of(Match(), _marlowe, Norms(games, tier, [])));
    }

    [Fact]
    public void Held_WithoutAPlayerOrARank_IsNot()
    {
        var norms = Norms(240, Diamond, []);
        Assert.NotNull(HeldAgainst.Of(Match(), _marlowe, norms)); // all else is there
        Assert.Null(HeldAgainst.Of(Match(), player: null, norms));
        Assert.Null(HeldAgainst.Of(Match(), _marlowe, norms: null));
        Assert.Null(HeldAgainst.Of(Sample.Detail([_marlowe with { Rank = null }], []), _marlowe, norms));
        var unmeasured = Sample.Player(0, "Ostra");
        Assert.Null(HeldAgainst.Of(Match(), unmeasured, norms)); // for how long he played isn't known
    }

    [Fact]
    public void LobbyTier_OfKnownRanks_IsTheMiddleOne() => Assert.Equal(15, HeldAgainst.LobbyTier(Sample.Detail([Ranked(3), Ranked(15), Ranked(0)], [Ranked(22), Ranked(null)])));

    private static ReplayPlayer Ranked(int? tier) => Sample.Player(0, "Marlowe") with { Rank = new Rank(tier, null, null, null) };

    private ReplayDetail Match() => Sample.Detail([_marlowe], [Sample.Player(1, "Ostra")]);

    private HeldAgainst Held(params (string Stat, double Low, double High)[] stats) => HeldAgainst.Of(Match(), _marlowe, Norms(240, Diamond, stats))!;

    private static PopulationNorms Norms(int games, int tier, (string Stat, double Low, double High)[] stats) => new("ranked-doubles", Now, new Dictionary<int, RankWindow>
    {
        [tier] = new(tier, games, 30, Now.AddMonths(-2), Now, "f21", stats.ToDictionary(s => s.Stat, s =>
            new StatNorm(games, (s.Low + s.High) / 2, 1, [.. Enumerable.Range(0, StatNorm.Steps + 1).Select(i => s.Low + ((s.High - s.Low) * i / StatNorm.Steps))]), StringComparer.Ordinal)),
    }, new(new Dictionary<int, SkillCell>(), new Dictionary<string, IReadOnlyDictionary<int, SkillCell>>(StringComparer.Ordinal), 0, [], [], []));

    private IRenderedComponent<StatBlockTable> Show(HeldAgainst? held, params string[] stats) => Render<StatBlockTable>(p => p
        .Add(x => x.Name, "Core").Add(x => x.Stats, [.. stats.Select(StatCatalog.Get)])
        .Add(x => x.Columns, [new StatColumn("Marlowe", TeamColor.Blue, StatOwner.Player, _marlowe.Stats, WholeMatch: true)]).Add(x => x.Held, held));
}
