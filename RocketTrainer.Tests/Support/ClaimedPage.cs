using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace RocketTrainer.Tests.Support;

/// <summary>The main part of a page, whose every number must be claimed by somebody who knows what stands there.</summary>
internal sealed class ClaimedPage
{
    /// <summary>Attributes that people read or hear.</summary>
    private static readonly string[] Told = ["title", "aria-label", "datetime"];

    private readonly HashSet<INode> _claimed = [];

    public ClaimedPage(string html) => Main = new HtmlParser().ParseDocument(html).QuerySelector("main")!;

    public IElement Main { get; }

    /// <summary>What has a digit in it and nobody has claimed.</summary>
    public IReadOnlyList<string> Unclaimed =>
    [
        .. Main.Descendants<IText>().Where(t => HasNumber(t.Data) && !_claimed.Contains(t)).Select(t => $"{Place(t.ParentElement!)}: {Plain(t.Data)}"),
        .. Main.QuerySelectorAll("*").SelectMany(e => e.Attributes.Where(a => Told.Contains(a.Name) && HasNumber(a.Value) && !_claimed.Contains(a)).Select(a => $"{Place(e)} {a.Name}: {a.Value}")),
    ];

    public IElement Card(string title) => Main.QuerySelectorAll("section").Single(s => s.GetAttribute("aria-label") == title);

    /// <summary>The text of an element must be this, white space aside.</summary>
    public void Text(IElement? element, string expected) => Text(element, [expected]);

    /// <summary>The text of an element must be one of these, as of a number that lies just between two roundings.</summary>
    public void Text(IElement? element, IReadOnlyList<string> expected)
    {
        Assert.NotNull(element);
        var text = Plain(element.TextContent);
        Assert.True(expected.Contains(text), $"{Place(element)} says '{text}' and not '{string.Join("' or '", expected)}'.");
        _claimed.UnionWith(element.Descendants<IText>());
    }

    public void Attribute(IElement? element, string name, string expected) => Attribute(element, name, [expected]);

    public void Attribute(IElement? element, string name, IReadOnlyList<string> expected)
    {
        Assert.NotNull(element);
        var attribute = element.Attributes[name];
        Assert.True(attribute is not null && expected.Contains(attribute.Value), $"{Place(element)} says '{attribute?.Value}' in {name} and not '{string.Join("' or '", expected)}'.");
        _claimed.Add(attribute!);
    }

    private static bool HasNumber(string text) => text.Any(char.IsDigit);

    private static string Plain(string text) => string.Join(' ', text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static string Place(IElement element) =>
        string.Join(" > ", element.Ancestors<IElement>().TakeWhile(e => e.LocalName != "main").Reverse().Append(element).Select(e => e.GetAttribute("aria-label") is { } label && e.LocalName == "section" ? $"section '{label}'" : $"{e.LocalName}.{e.ClassName}"));
}
