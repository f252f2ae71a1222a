using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace RocketTrainer.Core.Notifications;

/// <param name="Title">A heading.</param>
/// <param name="Text">A sentence or two.</param>
/// <param name="Link">Where there is more; null when this server doesn't know its own address.</param>
public sealed record Message(string Title, string Text, Uri? Link, bool IsGood);

/// <summary>Brings messages to webhooks in Discord's form.</summary>
public sealed partial class DiscordClient(IHttpClientFactory http, IOptions<NotificationsOptions> options, TimeProvider time)
{
    public const string HttpClientName = "webhooks";

    private const int Tries = 4;
    private const int Good = 0x0E9F87;
    private const int Bad = 0xD03050;
    private const int LongestTitle = 200;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with an address, in a sentence, or null.</summary>
    public static string? Wrong(string? text, bool allowPrivate, out Uri? address)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out address) || address.Scheme is not ("https" or "http"))
            return "That is no address: Discord shows a webhook's under Edit channel, Integrations, Webhooks.";
        if (address.UserInfo.Length > 0)
            return "An address with a user's name in it is not taken.";
        if (allowPrivate)
            return null;
        if (address.Scheme != "https" || !address.IsDefaultPort)
            return "The address must begin with https:// and have no port of its own.";
        return IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && !PublicAddresses.Is(ip) ? "The address leads into a private network." : null;
    }

    /// <summary>Brings a message there, tried again a few times where that can help. Null when it arrived, else why it didn't, in a sentence.</summary>
    /// <param name="patient">Whether somebody waits for the answer: then it is tried once.</param>
    public async Task<string?> SendAsync(Uri address, Message message, bool patient, CancellationToken cancellationToken)
    {
        for (var pause = options.Value.RetryDelay; ; pause *= 4)
        {
            var (error, again) = await TryAsync(address, message, cancellationToken);
            if (error is null || again is null || !patient || pause > options.Value.RetryDelay * Math.Pow(4, Tries - 2))
                return error;
            var wait = again > pause ? again.Value : pause;
            await Task.Delay(wait < LongestPause ? wait : LongestPause, time, cancellationToken);
        }
    }

    /// <summary>What went wrong, and how long to wait before another try can help; null when none can.</summary>
    private async Task<(string? Error, TimeSpan? Again)> TryAsync(Uri address, Message message, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            using var client = http.CreateClient(HttpClientName);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(Body(message)) };
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.StatusCode switch
            {
                _ when answer.IsSuccessStatusCode => (null, null),
                HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => ($"It answered with HTTP {(int)answer.StatusCode}.", answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero),
                HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.Gone => ("There is no such webhook any more.", null),
                _ => ($"It does not take messages in Discord's form (HTTP {(int)answer.StatusCode}).", null),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ("It did not answer in time.", TimeSpan.Zero);
        }
        catch (HttpRequestException e)
        {
            return ($"It could not be reached ({e.HttpRequestError}).", TimeSpan.Zero);
        }
    }

    private static object Body(Message message) => new
    {
        username = "RocketTrainer",
        allowed_mentions = new { parse = Array.Empty<string>() }, // a player may be called @everyone
        embeds = new[]
        {
            new { title = Plain(message.Title.Length > LongestTitle ? message.Title[..LongestTitle] : message.Title), description = Plain(message.Text), url = message.Link?.ToString(), color = message.IsGood ? Good : Bad },
        },
    };

    /// <summary>The text as it is, whatever Discord would make of its signs.</summary>
    private static string Plain(string text) => Signs().Replace(text, @"\$0");

    [GeneratedRegex(@"[\\*_~`|>#\[\]()<@:]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Signs();
}
