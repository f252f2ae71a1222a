using MathNet.Numerics.Distributions;
using RocketTrainer.Core.Coaching.Weaknesses;
using RocketTrainer.Core.Progress;

namespace RocketTrainer.Core.Coaching.Readings;

/// <summary>Matches held against players of one tier, and what that says. A game of a year ago counts half.</summary>
internal sealed class SkillWindow
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(365);
    private static readonly TimeSpan Gap = PlaySessions.UsualGap;

    private readonly Peers _peers;
    private WeaknessDetector.WindowScorer? _scorer;
    private (GameWindow, WeaknessDetector.WindowScorer)[]? _withoutEach;

    /// <param name="matches">Newest first, with a number of session and residuals each.</param>
    /// <param name="peersOf">By a season's id; <see cref="Peers.Everybody"/> unless told.</param>
    internal SkillWindow(IReadOnlyList<Lobby> matches, int[] sessions, double[][] residuals, WeaknessDetector detector, Func<string, Peers>? peersOf = null)
    {
        (Matches, Sessions, Residuals, Detector) = (matches, sessions, residuals, detector);
        Weights = matches.Count == 0 ? [] : GameWindow.Aged([.. matches.Select(m => matches[0].PlayedAt - m.PlayedAt)], HalfLife);
        _peers = peersOf is null || matches.Count == 0 ? Peers.Everybody : Peers.Of([.. matches.Zip(Weights).GroupBy(m => m.First.Season, m => m.Second, StringComparer.Ordinal).Select(s => (s.Sum() / Weights.Sum(), peersOf(s.Key)))]);
        Window = GameWindow.Of(residuals, SkillScores.Count, sessions, Weights, _peers);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Lobby> Matches { get; }

    /// <summary>By match: games of one sitting have the same number, from 0 for the newest.</summary>
    public int[] Sessions { get; }

    /// <summary>By match, by stat of the layout, in standard deviations of a game; higher is better, NaN where unknown.</summary>
    public double[][] Residuals { get; }

    public double[] Weights { get; }

    public GameWindow Window { get; }

    public WeaknessDetector Detector { get; }

    public WeaknessDetector.WindowScorer Scorer => _scorer ??= Detector.For(Window);

    /// <summary>Null where the norms know nobody of the tier.</summary>
    /// <param name="matches">Newest first.</param>
    public static SkillWindow? Of(IReadOnlyList<Lobby> matches, SkillNorms norms, int tier)
    {
        if (!norms.Tiers.ContainsKey(tier))
            return null;
        var sessions = SessionsOf(matches);
        return new(matches, sessions, [.. matches.Select((m, i) => ShippedComponents.Lobby.Residual(norms.At(tier, m.Season)!, m.Scored(sessions[i])))], norms.Detector, season => norms.PeersAt(tier, season));
    }

    /// <summary>The same window as if what is usual of the peers were known for sure.</summary>
    public GameWindow AgainstItself() => GameWindow.Of(Residuals, SkillScores.Count, Sessions, Weights);

    /// <summary>By match, the same window without it.</summary>
    public (GameWindow Window, WeaknessDetector.WindowScorer Scorer)[] WithoutEach
    {
        get
        {
            if (_withoutEach is null)
            {
                _withoutEach = new (GameWindow, WeaknessDetector.WindowScorer)[Matches.Count];
                Parallel.For(0, Matches.Count, i => _withoutEach[i] = Without(i)); // each is fitted anew
            }

            return _withoutEach;
        }
    }

    private (GameWindow, WeaknessDetector.WindowScorer) Without(int match)
    {
        var window = GameWindow.Of(Others(Residuals), SkillScores.Count, Others(Sessions), Others(Weights), _peers);
        return (window, Detector.For(window));

        T[] Others<T>(T[] all) => [.. all.AsSpan(0, match), .. all.AsSpan(match + 1)];
    }

    public IReadOnlyList<GroupFinding> Weaknesses() => Scorer.Find(Window.Means);

    /// <summary>The same with good and bad changed about: the "weakest" is the strongest, and so are all signs.</summary>
    public IReadOnlyList<GroupFinding> Strengths() => Scorer.Find(Array.ConvertAll(Window.Means, mean => -mean));

    /// <summary>Of players' true means around their tier's.</summary>
    public Percentile Place(int group, Estimate level)
    {
        var between = Math.Sqrt(Detector.VarianceOf(group).Between);
        return new(Of(level.Value), Of(level.Low!.Value), Of(level.High!.Value));

        double Of(double value) => 100 * Normal.CDF(0, 1, value / between);
    }

    private static int[] SessionsOf(IReadOnlyList<Lobby> matches)
    {
        var sessions = new int[matches.Count];
        for (var i = 1; i < matches.Count; i++)
            sessions[i] = sessions[i - 1] + (matches[i - 1].PlayedAt - matches[i].PlayedAt.AddSeconds(matches[i].Seconds ?? 0) > Gap ? 1 : 0);
        return sessions;
    }
}
