using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Data;

namespace RocketTrainer.Tests.Support;

public static class Database
{
    /// <summary>A context of the app's own database.</summary>
    public static RocketTrainerDb OpenDatabase(this RocketTrainerApp app) =>
        app.Services.GetRequiredService<IDbContextFactory<RocketTrainerDb>>().CreateDbContext();
}
