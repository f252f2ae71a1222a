using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Rest.Idempotency;

namespace RocketTrainer.Tests.Unit.Rest.Idempotency;

/// <summary>Two requests with one key that have both looked before either has written.</summary>
public sealed class IdempotentAnswersTests : IAsyncLifetime
{
    private static readonly byte[] Fingerprint = [1, 2, 3];

    private readonly TemporaryDirectory _data = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = new Factory(_data).CreateDbContext();
        await db.Database.MigrateAsync(Cancel);
        db.Users.Add(new User { Id = User.BootstrapId, DisplayName = "Administrator", SessionStamp = Guid.NewGuid(), CreatedAt = _time.GetUtcNow() });
        await db.SaveChangesAsync(Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("INSERT", false)]
    [InlineData("UPDATE", true)]
    public async Task Claim_ByTwoAtTheSameTime_IsGivenToOne(string write, bool isTakeOver)
    {
        if (isTakeOver)
        {
            await ClaimAsync(new Factory(_data));
            _time.Advance(IdempotentAnswers.LongestWork); // the first one died
        }

        var factory = new Factory(_data, new Together(write));
        var claims = await Task.WhenAll(ClaimAsync(factory), ClaimAsync(factory));

        Assert.Single(claims.OfType<KeyClaim.Ours>());
        Assert.Single(claims.OfType<KeyClaim.UnderWay>());
    }

    private Task<KeyClaim> ClaimAsync(Factory factory) => new IdempotentAnswers(factory, _time).ClaimAsync(User.BootstrapId, "one", Fingerprint, Cancel);

    private sealed class Factory(TemporaryDirectory data, params IInterceptor[] interceptors) : IDbContextFactory<RocketTrainerDb>
    {
        public RocketTrainerDb CreateDbContext() => new SqliteDb(
            new DbContextOptionsBuilder<SqliteDb>().UseSqlite(SqliteFile.ConnectionString(data.File("rockettrainer.db"))).AddInterceptors(interceptors).Options);
    }

    /// <summary>Holds the first two writes of a kind back until both are there.</summary>
    private sealed class Together(string write) : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await WaitAsync(command);
            return result;
        }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            await WaitAsync(command);
            return result;
        }

        private async Task WaitAsync(DbCommand command)
        {
            if (!command.CommandText.StartsWith($"{write} ", StringComparison.Ordinal))
                return;
            if (Interlocked.Increment(ref _waiting) == 2)
                _both.SetResult();
            await _both.Task.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
        }
    }
}
