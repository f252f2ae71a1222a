using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Ballchasing.Budget;

namespace RocketTrainer.Core.Data;

/// <summary>Blocks of requests in the database.</summary>
internal sealed partial class StoredRequestBlocks(IDbContextFactory<RocketTrainerDb> factory, ILogger<StoredRequestBlocks> logger) : IRequestBlocks
{
    public async Task<IReadOnlyList<RequestBlock>?> ReadAsync(string key, DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            return await db.RequestBlocks.AsNoTracking().Where(b => b.Key == key && b.At >= since).OrderBy(b => b.At).ToListAsync(cancellationToken);
        }
        catch (Exception e) when (DatabaseTrouble.Of(e) is { } trouble)
        {
            LogTrouble(logger, trouble);
            return null;
        }
    }

    public async Task AddAsync(RequestBlock block, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            db.RequestBlocks.Add(block);
            await db.SaveChangesAsync(cancellationToken); // looks at nothing first: it needs no turn, and on PostgreSQL waits for nobody
        }
        catch (Exception e) when (DatabaseTrouble.Of(e) is { } trouble)
        {
            LogTrouble(logger, trouble);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests to Ballchasing are counted in memory only: {Trouble}")]
    private static partial void LogTrouble(ILogger logger, string trouble);
}
