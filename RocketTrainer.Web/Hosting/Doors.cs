using RocketTrainer.Web.Nodes;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Hosting;

/// <summary>What stands between the network and everything else.</summary>
public static class Doors
{
    private const long LargestRequest = 1024 * 1024;

    public static void AddDoors(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = LargestRequest; // an endpoint that takes more says so
        });
        builder.AddProxies();
        builder.AddNodes();
        builder.AddThrottling();
    }

    public static void UseDoors(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseSignInThrottling();
        app.Use(RefuseNulAsync);
        app.UseReadersCulture();
    }

    /// <summary>No address of ours has a NUL in it, and no database takes one in a text.</summary>
    private static Task RefuseNulAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) != true)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Gate.IsApi(context.Request.Path) ? new ProblemAnswer(ProblemTypes.BadRequest).ExecuteAsync(context) : Task.CompletedTask;
    }
}
