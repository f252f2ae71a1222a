using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Hosting;

public static class Errors
{
    public static void AddErrors(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>(); // before the framework's own, which is then left the rest
        builder.Services.AddProblemDetails();
    }

    /// <summary>Whatever goes wrong, the API answers with problem details and people get a page.</summary>
    public static void UseErrors(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);

        // Inside of the above, so that an API answer has its body before a page could be put in its place.
        app.UseWhen(context => Gate.IsApi(context.Request.Path), api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                // A body that is too large or breaks off is the caller's, and no fault to write down.
                StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
                SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
            });
            api.UseStatusCodePages();
        });
    }
}
