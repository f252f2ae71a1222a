using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Coaching.RankModels;
using RocketTrainer.Core.Data;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Jobs;

namespace RocketTrainer.Tests.Components.Features.Models;

/// <summary>A page about models, over a database without any.</summary>
public abstract class ModelsTest : ComponentTest, IClassFixture<ModelsDatabase>
{
    protected ModelsTest(ModelsDatabase data)
        : this(data, new FitfulDatabase(data.Choice), new Trainings())
    {
    }

    private ModelsTest(ModelsDatabase data, FitfulDatabase database, Trainings trainings)
        : base(services => services.AddSingleton<IDbContextFactory<RocketTrainerDb>>(database).AddSingleton<IRankTrainingScheduler>(trainings))
    {
        (Database, Asked) = (database, trainings);
        data.Empty();
        User.SetNotAuthorized();
    }

    protected FitfulDatabase Database { get; }

    protected Trainings Asked { get; }

    protected StoredRankModels Models => Services.GetRequiredService<StoredRankModels>();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Stores a model that won or lost against the one in use.</summary>
    internal async Task<RankModelEntry> AddAsync(int seed, bool won)
    {
        var basis = await Models.HeldAsync(Cancel);
        var model = StoredModels.Train(seed);
        await Models.AddAsync(model, won ? StoredModels.Won(basis) : StoredModels.Lost(basis), $"rows {seed}", basis, Cancel);
        return (await Models.FindAsync(model.Card.Id, Cancel))!;
    }

    protected sealed class Trainings : IRankTrainingScheduler
    {
        public int Count { get; private set; }

        public Exception? Fault { get; set; }

        public Task RunSoonAsync(CancellationToken cancellationToken)
        {
            Count++;
            return Fault is null ? Task.CompletedTask : Task.FromException(Fault);
        }
    }
}

public sealed class ModelsDatabase : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public ModelsDatabase()
    {
        using var db = _directory.OpenDatabase();
        db.Database.Migrate();
    }

    public DatabaseChoice Choice => _directory.Database;

    public void Empty()
    {
        using var db = _directory.OpenDatabase();
        db.OwnRankModels.ExecuteDelete();
        db.RankTrainingRuns.ExecuteDelete();
    }

    public void Dispose() => _directory.Dispose();
}
