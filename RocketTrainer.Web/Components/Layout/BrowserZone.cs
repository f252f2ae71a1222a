namespace RocketTrainer.Web.Components.Layout;

/// <summary>The time zone of a browser, which its script puts into a cookie: for whoever has chosen none in his profile.</summary>
internal static class BrowserZone
{
    public const string Cookie = "zone";

    /// <summary>Of the cascading value.</summary>
    public const string Name = "BrowserZone";
}
