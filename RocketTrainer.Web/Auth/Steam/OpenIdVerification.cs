using System.Net;
using System.Text;

namespace RocketTrainer.Web.Auth.Steam;

/// <summary>Asks the provider whether an answer is its own (section 11.4.2). Only a plain yes is one.</summary>
internal static class OpenIdVerification
{
    /// <returns>Why not, in words that hold nothing of the answer; null when the provider confirms it.</returns>
    public static async Task<string?> RefusalAsync(HttpClient provider, Uri endpoint, OpenIdAnswer answer, CancellationToken cancellationToken)
    {
        using var question = answer.ToVerification();
        try
        {
            using var reply = await provider.PostAsync(endpoint, question, cancellationToken);
            if (reply.StatusCode != HttpStatusCode.OK)
                return $"the provider answered {(int)reply.StatusCode} when asked";
            return IsYes(Encoding.UTF8.GetString(await reply.Content.ReadAsByteArrayAsync(cancellationToken))) ? null : "the provider didn't confirm it";
        }
        catch (HttpRequestException failure)
        {
            return $"the provider couldn't be asked ({failure.HttpRequestError})";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the provider didn't answer in time";
        }
    }

    /// <summary>Key-value form (section 4.1.1): each line is a key, a colon and the value, and ends in a line feed.</summary>
    private static bool IsYes(string reply)
    {
        if (!reply.EndsWith('\n'))
            return false;

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in reply[..^1].Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !values.TryAdd(line[..colon], line[(colon + 1)..]))
                return false;
        }

        return values.GetValueOrDefault("is_valid") == "true" && values.GetValueOrDefault("ns", OpenId.Namespace) == OpenId.Namespace;
    }
}
