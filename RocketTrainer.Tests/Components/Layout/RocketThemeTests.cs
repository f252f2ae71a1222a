using System.Text.RegularExpressions;
using MudBlazor;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Components.Layout;

namespace RocketTrainer.Tests.Components.Layout;

public sealed partial class RocketThemeTests
{
    public static TheoryData<string> Tokens => ["page", "card", "raised", "line", "text", "quiet", "accent", "on-accent", "better", "worse"];

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Theme_AColourOfTheStyleSheet_IsTheOneOfTheComponents(string token)
    {
        var (light, dark) = StyleSheet(token);
        Assert.Equal(light, Palette(RocketTheme.Theme.PaletteLight, token));
        Assert.Equal(dark, Palette(RocketTheme.Theme.PaletteDark, token));
    }

    private static string Palette(Palette palette, string token) => (token switch
    {
        "page" => palette.Background,
        "card" => palette.Surface,
        "raised" => palette.BackgroundGray,
        "line" => palette.LinesDefault,
        "text" => palette.TextPrimary,
        "quiet" => palette.TextSecondary,
        "accent" => palette.Primary,
        "on-accent" => palette.PrimaryContrastText,
        "better" => palette.Success,
        _ => palette.Error,
    }).ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex).ToUpperInvariant();

    private static (string Light, string Dark) StyleSheet(string token)
    {
        var css = File.ReadAllText(Path.Combine(Repository.Root, "RocketTrainer.Web", "wwwroot", "app.css"));
        var match = Token().Matches(css).Single(m => m.Groups["name"].Value == token);
        return (match.Groups["light"].Value, match.Groups["dark"].Value);
    }

    [GeneratedRegex(@"^\s+--(?<name>[a-z-]+): light-dark\((?<light>#\w{6}), (?<dark>#\w{6})\);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
