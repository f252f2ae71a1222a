using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RocketTrainer.Core.Ballchasing.Sandbox;

namespace RocketTrainer.Tests.Support;

/// <summary>The sandbox's league as a Ballchasing on a loopback port, for an app that knows nothing of a sandbox.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    /// <summary>The league of the app's own sandbox: in others the players without a planted weakness may have one by nature.</summary>
    private const int OwnSeed = 1;

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _sandbox;

    private SandboxServer(WebApplication app, SandboxLeague league)
    {
        (_app, League) = (app, league);
        _sandbox = new(new SandboxHandler(league, TimeProvider.System) { Latency = TimeSpan.Zero });
        app.MapGet("/api/{**path}", AnswerAsync);
    }

    public SandboxLeague League { get; }

    /// <summary>What tells an app of it.</summary>
    public IEnumerable<(string Key, string Value)> Settings => [("Ballchasing:BaseUrl", Address + "/api"), ("Ballchasing:ApiKey", BallchasingServer.Key), ("Ballchasing:Tier", "unlimited")];

    private string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<SandboxServer> StartAsync(CancellationToken cancellationToken, int seed = OwnSeed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new SandboxServer(builder.Build(), new(seed, TimeProvider.System));
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _sandbox.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var answer = await _sandbox.SendAsync(new(HttpMethod.Get, context.Request.GetEncodedUrl()), context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
