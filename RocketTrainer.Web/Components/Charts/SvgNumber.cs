using System.Globalization;

namespace RocketTrainer.Web.Components.Charts;

/// <summary>Numbers as SVG attributes want them, whatever the visitor's culture.</summary>
internal static class SvgNumber
{
    public static string Percent(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + "%";

    public static string Plain(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
