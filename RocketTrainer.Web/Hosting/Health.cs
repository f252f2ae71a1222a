using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace RocketTrainer.Web.Hosting;

public static class Health
{
    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: database and scheduler do, too.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
    }
}
