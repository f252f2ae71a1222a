using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Core.Accounts.Keys;

/// <summary>
/// Notes when keys are used without making a request wait for it: the last use to the minute, and in the audit log the
/// first use in every hour from every address.
/// </summary>
public sealed class KeyUses(IDbContextFactory<RocketTrainerDb> factory, AuditLog audit)
{
    private const int MostAtOnce = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(Guid KeyId, string? Address), DateTimeOffset> _noted = new();
    private readonly ConcurrentDictionary<(Guid KeyId, string? Address), DateTimeOffset> _audited = new();
    private readonly Channel<Use> _uses = Channel.CreateBounded<Use>(new BoundedChannelOptions(MostAtOnce) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Note(ApiKey key, string? address, DateTimeOffset now)
    {
        var from = (key.Id, address);
        if (_noted.TryGetValue(from, out var last) && now - last < Minute)
            return;
        if (_noted.Count > MostAtOnce)
            _noted.Clear();
        _noted[from] = now;
        _uses.Writer.TryWrite(new(key.Id, key.UserId, key.Prefix, address, now));
    }

    /// <summary>Writes down what is noted, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var use in _uses.Reader.ReadAllAsync(cancellationToken))
            await WriteAsync(use, cancellationToken);
    }

    private async Task WriteAsync(Use use, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // In one transaction: a user who is deleted between the two lines would leave the second behind.
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await db.ApiKeys.Where(k => k.Id == use.KeyId).ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedAt, use.At), cancellationToken) == 0)
            return; // gone with its user, about whom nothing is noted any more
        if (!_audited.TryGetValue((use.KeyId, use.Address), out var last) || use.At - last >= Hour)
        {
            if (_audited.Count > MostAtOnce)
                _audited.Clear();
            _audited[(use.KeyId, use.Address)] = use.At;
            audit.Add(db, AuditKind.KeyUsed, use.UserId, new(use.UserId, use.Address), use.Prefix);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record Use(Guid KeyId, Guid UserId, string Prefix, string? Address, DateTimeOffset At);
}
