using Microsoft.Playwright;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The line of a page to its server, which a test can cut.</summary>
public sealed class BreakableLine
{
    private readonly IPage _page;
    private readonly List<IWebSocketRoute> _lines = [];

    private BreakableLine(IPage page) => _page = page;

    /// <summary>How often it was laid.</summary>
    public int Times => _lines.Count;

    public static async Task<BreakableLine> OfAsync(IPage page)
    {
        var line = new BreakableLine(page);
        await page.RouteWebSocketAsync(url => url.Contains("/_blazor", StringComparison.Ordinal), line.Lay);
        return line;
    }

    /// <summary>Cuts it at both ends.</summary>
    /// <param name="hold">Whether it stays cut until <see cref="MendAsync"/>; without a network nothing else takes its place, either.</param>
    public async Task CutAsync(bool hold = false)
    {
        if (hold)
            await _page.Context.SetOfflineAsync(true);
        await _lines[^1].CloseAsync();
    }

    public Task MendAsync() => _page.Context.SetOfflineAsync(false);

    private void Lay(IWebSocketRoute line)
    {
        line.ConnectToServer();
        _lines.Add(line);
    }
}
