using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace RocketTrainer.Core.Ballchasing.Budget;

/// <summary>What one key may send: a lane for each kind of request that Ballchasing counts apart.</summary>
public sealed class RateBudget : IDisposable
{
    private readonly RateLane[] _lanes;
    private volatile RateTier _tier;

    public RateBudget(RateTier tier, TimeProvider time)
    {
        _lanes = [.. Enum.GetValues<RequestKind>().Select(_ => new RateLane(time))];
        _tier = tier;
        Tier = tier;
    }

    /// <summary>The tier in force; setting it changes every lane's limit.</summary>
    public RateTier Tier
    {
        get => _tier;
        set
        {
            _tier = value;
            foreach (var kind in Enum.GetValues<RequestKind>())
                this[kind].Limit = value.For(kind);
        }
    }

    /// <summary>True once the tier was asked for or configured, so that it needn't be asked again.</summary>
    public bool TierIsKnown { get; set; }

    public RateLane this[RequestKind kind] => _lanes[(int)kind];

    /// <summary>What Ballchasing limits by the second or the hour: the rest goes out whoever uses the key.</summary>
    public static bool IsLimited(RequestKind kind) => kind is RequestKind.List or RequestKind.Detail or RequestKind.File;

    private IEnumerable<RateLane> Limited => _lanes.Where((_, kind) => IsLimited((RequestKind)kind));

    /// <summary>Whether somebody waits while another process uses the key.</summary>
    public bool IsMissed => Limited.Any(lane => lane.IsMissed);

    /// <inheritdoc cref="RateLane.IsBusy"/>
    public bool IsBusy => Limited.Any(lane => lane.IsBusy);

    /// <inheritdoc cref="RateLane.IsUnderWay"/>
    public bool IsUnderWay => Limited.Any(lane => lane.IsUnderWay);

    /// <inheritdoc cref="RateLane.Suspend"/>
    public void Suspend()
    {
        foreach (var lane in Limited)
            lane.Suspend();
    }

    /// <summary>Goes on after another process used the key; see <see cref="RateLane.Resume"/>.</summary>
    /// <param name="sent">What all processes wrote down.</param>
    public void Resume(ILookup<RequestKind, (int Requests, TimeSpan ArrivedBy)> sent)
    {
        foreach (var kind in Enum.GetValues<RequestKind>().Where(IsLimited))
            this[kind].Resume(sent[kind]);
    }

    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane.Dispose();
    }
}

/// <summary>The budget of each key, shared by everything in this process that uses the key.</summary>
public sealed class RateBudgets(BallchasingAccess access, IOptions<BallchasingOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<BallchasingKey, RateBudget> _budgets = new();

    /// <summary>The key's budget: the site's of the configured tier, others, and it without one, as <see cref="RateTier.Regular"/> until their tier is known.</summary>
    public RateBudget For(BallchasingKey key) => _budgets.GetOrAdd(
        key,
        static (of, from) => from.Tier is { } name && of.Equals(from.Site) ? new RateBudget(RateTier.Named(name)!, from.Time) { TierIsKnown = true } : new RateBudget(RateTier.Regular, from.Time),
        (options.Value.Tier, Site: access.SiteKey, Time: time));

    public void Dispose()
    {
        foreach (var budget in _budgets.Values)
            budget.Dispose();
    }
}
