using Microsoft.Net.Http.Headers;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// A browser that goes nowhere by itself and sends each cookie everywhere, so that a test can go where a real one wouldn't.
/// </summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Names and values.</summary>
    public Dictionary<string, string> Cookies { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Another window that holds the same cookies now.</summary>
    public Visitor Copy() => new() { Cookies = new(Cookies, StringComparer.Ordinal) };

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await _http.SendAsync(request, cancellationToken);
        foreach (var cookie in SetCookieHeaderValue.ParseList(SetCookies(response)))
        {
            if (cookie.Expires <= DateTimeOffset.UnixEpoch)
                Cookies.Remove(cookie.Name.Value!);
            else
                Cookies[cookie.Name.Value!] = cookie.Value.Value!;
        }

        return response;
    }

    public static List<string> SetCookies(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var headers) ? [.. headers] : [];

    public void Dispose() => _http.Dispose();
}
