namespace RocketTrainer.Web.Hosting;

public static class Errors
{
    private const string Api = "/api";

    public static void AddErrors(this WebApplicationBuilder builder) => builder.Services.AddProblemDetails();

    /// <summary>Whatever goes wrong, the API answers with problem details and people get a page.</summary>
    public static void UseErrors(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase), api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
        app.UseWhen(context => !context.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase), pages =>
        {
            if (!app.Environment.IsDevelopment())
                pages.UseExceptionHandler("/error", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        });
    }
}
