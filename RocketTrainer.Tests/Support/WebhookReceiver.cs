using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RocketTrainer.Tests.Support;

/// <summary>Takes messages in Discord's form on a loopback port, and answers as it is told.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Answer> _answers = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>The only embed of each message, in order of arrival.</summary>
    public ConcurrentQueue<JsonElement> Messages { get; } = new();

    public string Address { get; private set; } = "";

    public static async Task<WebhookReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/api/webhooks/1/secret-of-the-webhook", receiver.TakeAsync);
        await receiver._app.StartAsync(cancellationToken);
        receiver.Address = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/api/webhooks/1/secret-of-the-webhook";
        return receiver;
    }

    /// <summary>The next messages get these answers; then each is taken.</summary>
    public void Answer(params Answer[] answers)
    {
        foreach (var answer in answers)
            _answers.Enqueue(answer);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var message = await context.Request.ReadFromJsonAsync<JsonElement>();
        Assert.Empty(message.GetProperty("allowed_mentions").GetProperty("parse").EnumerateArray());
        Messages.Enqueue(message.GetProperty("embeds").EnumerateArray().Single());
        if (_answers.TryDequeue(out var answer))
            await answer(context);
        else
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
