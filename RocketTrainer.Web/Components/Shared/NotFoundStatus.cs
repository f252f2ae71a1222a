using Microsoft.AspNetCore.Components;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>Stands where a page says that something isn't there, and makes the answer that brings the page a 404.</summary>
public sealed class NotFoundStatus(IHttpContextAccessor http) : ComponentBase
{
    protected override void OnInitialized()
    {
        if (http.HttpContext is { Response.HasStarted: false } context && !RendererInfo.IsInteractive)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
