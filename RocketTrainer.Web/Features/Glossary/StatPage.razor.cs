using System.Globalization;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Coaching;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Charts;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Glossary;

/// <summary>One stat: what it is, how it is reckoned, which way is good, and what is usual at each rank.</summary>
public sealed partial class StatPage(Population population, NavigationManager navigation, ILogger<StatPage> logger)
{
    private static readonly (string Value, string Text)[] PlaylistOptions =
        [.. Playlists.All.Where(p => p.Id.StartsWith("ranked-", StringComparison.Ordinal)).Select(p => (p.Id, p.Name))];

    /// <summary>From so many ranks on the players stored here say more than public collections.</summary>
    private const int ManyRanks = 8;

    private Stat? _stat;
    private string _playlist = ShippedNorms.Playlist;
    private string? _about;
    private string _bandName = "";
    private string _lineName = "";
    private IReadOnlyList<UsualAtRank>? _usual;
    private ApexChartOptions<UsualAtRank> _options = new();
    private bool _failed;

    private sealed record UsualAtRank(string Rank, double Low, double Middle, double High);

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "playlist")]
    public string? Playlist { get; set; }

    private List<string> Groups => [.. SkillGroups.All.Where(g => g.Stats.Contains(_stat!)).Select(g => g.Label)];

    private string Missing => string.Create(CultureInfo.CurrentCulture,
        $"Too few players of {Playlists.NameOf(_playlist)} with a known rank are stored here yet: it takes {PopulationNorms.FewestGames} games of players around a rank.");

    private string Told => $"{_stat!.Label} by rank: {string.Join(", ", (_usual ?? []).Select(u => string.Create(CultureInfo.CurrentCulture, $"{u.Rank} {u.Middle:0.##}")))}";

    protected override async Task OnParametersSetAsync()
    {
        _stat = StatCatalog.All.FirstOrDefault(s => s.Key == Key);
        _playlist = PlaylistOptions.Any(o => o.Value == Playlist) ? Playlist! : ShippedNorms.Playlist;
        if (_stat is null)
            return;
        _usual = null; // what is usual of one stat is nothing of another
        try
        {
            await ReadAsync(_stat);
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnreadable(logger, _stat.Key, e);
            _failed = true;
        }

        _options = new()
        {
            Colors = ["var(--accent)", "var(--accent)"], Stroke = new([0, 2.5]), Fill = new([.16, 1]),
            Yaxis = [new() { Unit = GlossaryWords.Unit(_stat), DecimalsInFloat = _usual is { Count: > 0 } usual && usual.Max(u => u.High) < 10 ? 2 : 0 }],
        };
    }

    private async Task ReadAsync(Stat stat)
    {
        var norms = await population.OfAsync(_playlist, CancellationToken.None);
        var known = norms.Windows.Values.Where(w => w.IsEnough && w.Stats.ContainsKey(stat.Key)).OrderBy(w => w.Tier).ToList();
        var shipped = _playlist == ShippedNorms.Playlist ? ShippedNorms.Of(stat) : [];
        if (known.Count >= ManyRanks || shipped.Count == 0)
        {
            (_lineName, _bandName) = ("Median", "The middle half");
            _about = "of the players stored here, each rank with the ones beside it; the band holds the middle half of their games";
            _usual = [.. known.Select(w => (w.Tier, Norm: w.Stats[stat.Key])).Select(w => new UsualAtRank(Name(w.Tier), w.Norm.Quantiles[StatNorm.Steps / 4], w.Norm.Median, w.Norm.Quantiles[StatNorm.Steps * 3 / 4]))];
        }
        else
        {
            (_lineName, _bandName) = ("Mean", "One standard deviation");
            _about = "from public collections of 2021 and 2026, because too few lobbies are stored here; one standard deviation of single matches";
            _usual = [.. shipped.Select(n => new UsualAtRank(Name(n.Tier), Math.Max(0, n.Mean - n.Spread), n.Mean, n.Mean + n.Spread))];
        }
    }

    private static string Name(int tier) => RankName.Short(tier);

    private void Go(string? playlist) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("playlist", playlist));

    [LoggerMessage(Level = LogLevel.Error, Message = "What is usual of {Stat} could not be read")]
    private static partial void LogUnreadable(ILogger logger, string stat, Exception exception);
}
