using MudBlazor.Services;
using RocketTrainer.Web.Components;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Account;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Search;

namespace RocketTrainer.Web.Hosting;

public static class Pages
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(o => o.DetailedErrors = builder.Environment.IsDevelopment());
        builder.Services.AddMudServices();
        builder.Services.AddScoped<Finder>();
        builder.Services.AddScoped<PageAddress>();
        builder.Services.AddSingleton<PlayerViewTurns>();
        builder.Services.AddMemoryCache();
        builder.Services.AddReadersCulture();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapExportDownload();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null); // our own policy says it already
    }
}
