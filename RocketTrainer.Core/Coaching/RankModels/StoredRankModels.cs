using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Data;
using RocketTrainer.Core.Live;

namespace RocketTrainer.Core.Coaching.RankModels;

/// <param name="IsShipped">It came with the application; else it was made here.</param>
/// <param name="InUse">Ranks are told by it.</param>
/// <param name="IsBroken">It should be in use, but can't be read: the shipped one is used instead.</param>
/// <param name="Trial">How it did against the model before; null for the shipped one.</param>
public sealed record RankModelEntry(RankModelCard Card, bool IsShipped, bool InUse, bool IsBroken, RankTrial? Trial);

/// <summary>How the last look for a better model ended, and what there was to learn from.</summary>
public sealed record RankTrainingReport(DateTimeOffset FinishedAt, RankTrainingOutcome Outcome, RankSupply Supply);

/// <summary>
/// The rank model in use, and all others by their cards. The one in use is kept in memory; which one it is, is asked again after
/// ten seconds, so that every node has a new one soon.
/// </summary>
public sealed partial class StoredRankModels(IDbContextFactory<RocketTrainerDb> factory, TimeProvider time, ILogger<StoredRankModels> logger)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private volatile Held? _held;

    /// <summary>Counts what was added or looked for on this node.</summary>
    public LiveTopic<int> Changes { get; } = new(0);

    /// <summary>The model in use: the shipped one unless a better one was made here. One that can't be read counts as none, and the log says so.</summary>
    public async ValueTask<RankModel> CurrentAsync(CancellationToken cancellationToken) => (await HeldAsync(cancellationToken)).Model;

    /// <summary>The newest first, the shipped one last.</summary>
    public async Task<IReadOnlyList<RankModelEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var held = await HeldAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await Cards(db.OwnRankModels).OrderByDescending(m => m.MadeAt).ThenBy(m => m.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(row => Entry(row, held)).OfType<RankModelEntry>(), Shipped(held)];
    }

    /// <summary>Null where there is no such model.</summary>
    public async Task<RankModelEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var held = await HeldAsync(cancellationToken);
        if (id == RankModel.Shipped.Card.Id)
            return Shipped(held);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Cards(db.OwnRankModels.Where(m => m.Id == id)).FirstOrDefaultAsync(cancellationToken) is { } row ? Entry(row, held) : null;
    }

    /// <summary>How the last look for a better model ended; null where nobody looked yet.</summary>
    public async Task<RankTrainingReport?> LastTrainingAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.RankTrainingRuns.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } run
            ? new(run.FinishedAt, run.Outcome, new(run.Games, run.Players, run.Matches, run.Tiers, run.HeldOutPlayers)) : null;
    }

    /// <summary>The model in use, and which row it should be: another one than the model's where that can't be read.</summary>
    internal async ValueTask<Held> HeldAsync(CancellationToken cancellationToken)
    {
        var held = _held;
        var now = time.GetUtcNow();
        if (held is not null && held.Until > now)
            return held;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var row = await db.OwnRankModels.Where(m => m.InUse).Select(m => m.Id).FirstOrDefaultAsync(cancellationToken);
        var model = held is not null && held.Row == row ? held.Model : await LoadAsync(db, row, cancellationToken);
        return _held = new(row, model, now + Believed);
    }

    /// <summary>Whether the newest model made here was made of just these rows, and it or what it lost against is still in use.</summary>
    internal async Task<bool> IsKnownAsync(string rowsHash, Held held, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var newest = await Cards(db.OwnRankModels).OrderByDescending(m => m.MadeAt).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellationToken);
        return newest?.RowsHash == rowsHash && (newest.InUse ? newest.Id == held.Model.Card.Id : Entry(newest, held)?.Trial?.Against == held.Model.Card.Id);
    }

    /// <summary>Keeps a new model and, where it is better, puts it in place: all of it or, whatever happens, nothing.</summary>
    /// <param name="basis">What it was compared with. Is it no longer in use, the new one isn't put in place.</param>
    /// <returns>The trial as it was kept.</returns>
    internal async Task<RankTrial> AddAsync(RankModel model, RankTrial trial, string rowsHash, Held basis, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        var inUse = await db.OwnRankModels.Where(m => m.InUse).Select(m => m.Id).FirstOrDefaultAsync(cancellationToken);
        if (trial.Verdict == RankVerdict.Better && inUse != basis.Row)
            trial = trial with { Verdict = RankVerdict.Overtaken };
        var isBetter = trial.Verdict == RankVerdict.Better;
        if (isBetter)
            await db.OwnRankModels.Where(m => m.InUse).ExecuteUpdateAsync(s => s.SetProperty(m => m.InUse, false), cancellationToken);
        await db.OwnRankModels.Where(m => m.Id == model.Card.Id).ExecuteDeleteAsync(cancellationToken); // made of the same rows before, and against another one
        db.OwnRankModels.Add(new OwnRankModel
        {
            Id = model.Card.Id, MadeAt = model.Card.MadeAt, Card = JsonSerializer.Serialize(model.Card, Json), Trial = JsonSerializer.Serialize(trial, Json), RowsHash = rowsHash,
            Content = isBetter ? Saved(model) : null, InUse = isBetter,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _held = null;
        return trial;
    }

    /// <summary>Keeps how a look for a better model ended, and tells whoever watches.</summary>
    internal async Task NoteAsync(RankTrainingOutcome outcome, RankSupply supply, CancellationToken cancellationToken)
    {
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await db.BeginWriteAsync(cancellationToken);
            var run = await db.RankTrainingRuns.FirstOrDefaultAsync(cancellationToken);
            if (run is null)
                db.RankTrainingRuns.Add(run = new RankTrainingRun());
            (run.FinishedAt, run.Outcome) = (time.GetUtcNow(), outcome);
            (run.Games, run.Players, run.Matches, run.Tiers, run.HeldOutPlayers) = (supply.Games, supply.Players, supply.Matches, supply.Tiers, supply.HeldOutPlayers);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        Changes.Publish(Changes.Latest + 1);
    }

    private static RankModelEntry Shipped(Held held) =>
        new(RankModel.Shipped.Card, IsShipped: true, InUse: held.Model.Card.Id == RankModel.Shipped.Card.Id, IsBroken: false, Trial: null);

    private static byte[] Saved(RankModel model)
    {
        var file = new MemoryStream();
        model.Save(file);
        return file.ToArray();
    }

    /// <summary>Without their content.</summary>
    private static IQueryable<OwnRankModel> Cards(IQueryable<OwnRankModel> models) =>
        models.Select(m => new OwnRankModel { Id = m.Id, MadeAt = m.MadeAt, Card = m.Card, Trial = m.Trial, RowsHash = m.RowsHash, InUse = m.InUse });

    private async Task<RankModel> LoadAsync(RocketTrainerDb db, string? id, CancellationToken cancellationToken)
    {
        if (id is null)
            return RankModel.Shipped;
        try
        {
            var content = await db.OwnRankModels.Where(m => m.Id == id).Select(m => m.Content).FirstOrDefaultAsync(cancellationToken);
            var model = RankModel.Load(new MemoryStream(content ?? throw new InvalidDataException("It has no content.")));
            return model.Card.Id == id ? model : throw new InvalidDataException($"Its content is that of {model.Card.Id}.");
        }
        catch (InvalidDataException e)
        {
            LogBroken(logger, id, e);
            return RankModel.Shipped;
        }
    }

    /// <summary>Null where its card can't be read, which the log says.</summary>
    private RankModelEntry? Entry(OwnRankModel row, Held held)
    {
        try
        {
            var card = JsonSerializer.Deserialize<RankModelCard>(row.Card, Json);
            var trial = JsonSerializer.Deserialize<RankTrial>(row.Trial, Json);
            if (card is { Tiers: not null, Lobby: not null, Own: not null } && trial is { Lobby.Error: not null, PlaysLike.Error: not null })
                return new(card, IsShipped: false, InUse: row.InUse && held.Model.Card.Id == row.Id, IsBroken: row.InUse && held.Row == row.Id && held.Model.Card.Id != row.Id, trial);
            LogUnreadable(logger, row.Id, null);
        }
        catch (JsonException e)
        {
            LogUnreadable(logger, row.Id, e);
        }

        return null;
    }

    /// <param name="Row">The id of the row that says it is in use; null where there is none.</param>
    internal sealed record Held(string? Row, RankModel Model, DateTimeOffset Until);

    [LoggerMessage(Level = LogLevel.Error, Message = "The rank model {Id} can't be read; the shipped one is used")]
    private static partial void LogBroken(ILogger logger, string id, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The card of the rank model {Id} can't be read")]
    private static partial void LogUnreadable(ILogger logger, string id, Exception? exception);
}
