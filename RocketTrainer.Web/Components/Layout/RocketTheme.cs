using MudBlazor;

namespace RocketTrainer.Web.Components.Layout;

/// <summary>What MudBlazor's own components look like. The same colours stand in app.css as custom properties for ours.</summary>
public static class RocketTheme
{
    private static readonly string[] Fonts = ["Inter Variable", "system-ui", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteDark = new PaletteDark
        {
            Background = "#0D1220", BackgroundGray = "#1E2740", Surface = "#151C2E",
            AppbarBackground = "#0D1220", AppbarText = "#E9EDF6",
            DrawerBackground = "#0D1220", DrawerText = "#E9EDF6", DrawerIcon = "#9AA6BF",
            TextPrimary = "#E9EDF6", TextSecondary = "#9AA6BF", ActionDefault = "#9AA6BF",
            Primary = "#C9D3EA", PrimaryContrastText = "#0D1220",
            Secondary = "#9AA6BF", SecondaryContrastText = "#0D1220",
            Success = "#2CC0A5", SuccessContrastText = "#0D1220", Error = "#F0577D", ErrorContrastText = "#0D1220",
            Info = "#9AA6BF", InfoContrastText = "#0D1220", Warning = "#9AA6BF", WarningContrastText = "#0D1220",
            LinesDefault = "#2B3550", LinesInputs = "#8A96B0", TableLines = "#2B3550", Divider = "#2B3550",
            Skeleton = "#1E2740",
        },
        PaletteLight = new PaletteLight
        {
            Background = "#F6F7FB", BackgroundGray = "#EEF1F7", Surface = "#FFFFFF",
            AppbarBackground = "#F6F7FB", AppbarText = "#121829",
            DrawerBackground = "#F6F7FB", DrawerText = "#121829", DrawerIcon = "#56617A",
            TextPrimary = "#121829", TextSecondary = "#56617A", ActionDefault = "#56617A",
            Primary = "#26304A", PrimaryContrastText = "#FFFFFF",
            Secondary = "#56617A", SecondaryContrastText = "#FFFFFF",
            Success = "#0E9C84", SuccessContrastText = "#FFFFFF", Error = "#DB3F66", ErrorContrastText = "#FFFFFF",
            Info = "#56617A", InfoContrastText = "#FFFFFF", Warning = "#56617A", WarningContrastText = "#FFFFFF",
            LinesDefault = "#D5DBE7", LinesInputs = "#6B7690", TableLines = "#D5DBE7", Divider = "#D5DBE7",
            Skeleton = "#EEF1F7",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "450", LineHeight = "1.5", LetterSpacing = "0" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "2.5rem", FontWeight = "750", LineHeight = "1.1", LetterSpacing = "-.02em" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "1.75rem", FontWeight = "750", LineHeight = "1.2", LetterSpacing = "-.02em" },
            H3 = new H3Typography { FontFamily = Fonts, FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "-.01em" },
            H4 = new H4Typography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            H5 = new H5Typography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "450", LineHeight = "1.5", LetterSpacing = "0" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "0" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "450", LineHeight = "1.5", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "450", LineHeight = "1.5", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "0", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = ".75rem", FontWeight = "450", LineHeight = "1.5", LetterSpacing = "0" },
            Overline = new OverlineTypography { FontFamily = Fonts, FontSize = ".75rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "0" },
        },
    };
}
