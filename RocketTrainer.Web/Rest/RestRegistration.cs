using Microsoft.Extensions.Options;
using RocketTrainer.Web.Rest.Idempotency;
using RocketTrainer.Web.Rest.Limits;
using RocketTrainer.Web.Rest.Reference;

namespace RocketTrainer.Web.Rest;

public static class RestRegistration
{
    private const int LargestQuota = 1_000_000_000;

    /// <summary>What the REST API needs; reads the section <c>Api</c>.</summary>
    public static void AddRest(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(o => Api.Configure(o.SerializerOptions));
        builder.Services.AddOptions<ApiOptions>()
            .Bind(builder.Configuration.GetSection(ApiOptions.Section))
            .Validate(o => o.RequestsPerMinute is >= 1 and <= LargestQuota, $"Api:RequestsPerMinute must be 1 to {LargestQuota}.")
            .Validate(o => o.AnonymousRequestsPerMinute is >= 1 and <= LargestQuota, $"Api:AnonymousRequestsPerMinute must be 1 to {LargestQuota}.")
            .Validate(o => o.StreamsPerUser is >= 1 and <= LargestQuota, $"Api:StreamsPerUser must be 1 to {LargestQuota}.")
            .ValidateOnStart();
        builder.Services.AddSingleton<IdempotentAnswers>();
        builder.Services.AddApiReference();
        builder.Services.AddSingleton(sp => new EventStreamLimiter(sp.GetRequiredService<IOptions<ApiOptions>>().Value.StreamsPerUser));
        builder.Services.AddSingleton(sp => new ApiQuotas(sp.GetRequiredService<IOptions<ApiOptions>>().Value, sp.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Lets nobody past <see cref="Gate"/> to anything under <c>/api</c> but the reference page at <c>/api</c> itself.</summary>
    public static void UseRest(this WebApplication app) =>
        app.UseWhen(context => Gate.IsApi(context.Request.Path) && context.Request.Path.Value!.TrimEnd('/').Length > Gate.Root.Length, api => api.UseMiddleware<Gate>());
}
