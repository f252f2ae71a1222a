using System.Globalization;
using Microsoft.AspNetCore.Localization;
using RocketTrainer.Web.Rest;

namespace RocketTrainer.Web.Hosting;

/// <summary>
/// Numbers and dates as the reader's browser says that he writes them; words are English for everybody. A circuit has the
/// culture of the request that opened it.
/// </summary>
public static class ReadersCulture
{
    private const string Usual = "en-GB";

    public static void AddReadersCulture(this IServiceCollection services) => services.Configure<RequestLocalizationOptions>(o =>
    {
        o.DefaultRequestCulture = new RequestCulture(Usual, "en");
        o.SupportedCultures = [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures | CultureTypes.NeutralCultures).Where(c => c.Name.Length > 0)];
        o.SupportedUICultures = [new CultureInfo("en")];
        o.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
    });

    /// <summary>For pages and their circuits; programs get the same answer wherever they ask from.</summary>
    public static void UseReadersCulture(this WebApplication app) => app.UseWhen(context => !Gate.IsApi(context.Request.Path), pages => pages.UseRequestLocalization());
}
