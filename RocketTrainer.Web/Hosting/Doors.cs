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
        builder.AddKeyRing();
        builder.AddThrottling();
    }

    public static void UseDoors(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseSignInThrottling();
    }
}
