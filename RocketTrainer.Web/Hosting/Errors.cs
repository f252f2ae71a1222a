namespace RocketTrainer.Web.Hosting;

public static class Errors
{
    private const string Api = "/api";

    public static void AddErrors(this WebApplicationBuilder builder) => builder.Services.AddProblemDetails();

    /// <summary>Whatever goes wrong, the API answers with problem details and people get a page.</summary>
    public static void UseErrors(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);

        // Inside of the above, so that an API answer has its body before a page could be put in its place.
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase), api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
    }
}
