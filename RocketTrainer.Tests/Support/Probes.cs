using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RocketTrainer.Core.Accounts;

namespace RocketTrainer.Tests.Support;

/// <summary>Endpoints of a test's own before the app's pipeline. The caller is whom he says, or the bootstrap administrator.</summary>
public sealed class Probes(Action<IEndpointRouteBuilder> map) : IStartupFilter
{
    /// <summary>Names the caller by his id.</summary>
    public const string UserHeader = "X-Test-User";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            var user = context.Request.Headers.TryGetValue(UserHeader, out var named) ? named.ToString() : User.BootstrapId.ToString();
            context.User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user)], "Test"));
            return rest(context);
        });
        app.UseRouting();
        app.UseEndpoints(map);
        app.Use((context, rest) =>
        {
            context.User = new(); // for everything else nobody is known
            return rest(context);
        });
        next(app);
    };

    public static Action<IServiceCollection> At(Action<IEndpointRouteBuilder> map) => services => services.AddSingleton<IStartupFilter>(new Probes(map));
}
