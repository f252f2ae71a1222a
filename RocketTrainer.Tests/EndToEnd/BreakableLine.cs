using Microsoft.Playwright;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The line of a page to its server, which a test can cut.</summary>
public sealed class BreakableLine
{
    private readonly IPage _page;
    private readonly List<(IWebSocketRoute Page, IWebSocketRoute Server)> _lines = [];

    private BreakableLine(IPage page) => _page = page;

    /// <summary>How often it was laid.</summary>
    public int Times => _lines.Count;

    public static async Task<BreakableLine> OfAsync(IPage page)
    {
        var line = new BreakableLine(page);
        await page.RouteWebSocketAsync(url => url.Contains("/_blazor", StringComparison.Ordinal), line.Lay);
        return line;
    }

    /// <summary>Cuts it at both ends: closing one leaves the other open, until it has heard nothing for half a minute.</summary>
    /// <param name="hold">Whether it stays cut until <see cref="MendAsync"/>; without a network nothing else takes its place, either.</param>
    public async Task CutAsync(bool hold = false)
    {
        if (hold)
            await _page.Context.SetOfflineAsync(true);
        var (atPage, atServer) = _lines[^1];
        await atServer.CloseAsync();
        await atPage.CloseAsync();
    }

    public Task MendAsync() => _page.Context.SetOfflineAsync(false);

    private void Lay(IWebSocketRoute line) => _lines.Add((line, line.ConnectToServer()));
}
