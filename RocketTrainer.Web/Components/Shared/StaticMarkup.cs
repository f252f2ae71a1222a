using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CommunityToolkit.HighPerformance.Buffers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>
/// A fragment in which nothing reacts, as one piece of HTML: for the rows of tables. A connected page keeps two frames of
/// 40 bytes for every element, attribute and text of its components; of this it keeps a string, and the same one as other pages that show the same.
/// </summary>
public static class StaticMarkup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly StringPool Pool = new(8192);
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "br", "col", "hr", "img", "input", "wbr" };

    /// <summary>The same text again, if it was drawn lately.</summary>
    public static MarkupString Shared(StringBuilder html) => new(Pool.GetOrAdd(html.ToString()));

    /// <exception cref="InvalidOperationException">The fragment holds a component, an event handler or a reference.</exception>
    public static MarkupString Of(RenderFragment fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        using var builder = new RenderTreeBuilder();
        fragment(builder);
#pragma warning disable BL0006 // the frames may change with the framework, and a test of this class would say so
        var frames = builder.GetFrames();
        var html = new StringBuilder();
        Write(html, frames.Array.AsSpan(0, frames.Count));
        return Shared(html);
    }

    private static void Write(StringBuilder html, ReadOnlySpan<RenderTreeFrame> frames)
    {
        for (var at = 0; at < frames.Length;)
        {
            ref readonly var frame = ref frames[at];
            switch (frame.FrameType)
            {
                case RenderTreeFrameType.Text:
                    html.Append(Encoder.Encode(frame.TextContent));
                    at++;
                    break;
                case RenderTreeFrameType.Markup:
                    html.Append(frame.MarkupContent);
                    at++;
                    break;
                case RenderTreeFrameType.Region:
                    Write(html, frames.Slice(at + 1, frame.RegionSubtreeLength - 1));
                    at += frame.RegionSubtreeLength;
                    break;
                case RenderTreeFrameType.Element:
                    WriteElement(html, frames.Slice(at, frame.ElementSubtreeLength));
                    at += frame.ElementSubtreeLength;
                    break;
                default:
                    throw new InvalidOperationException($"A {frame.FrameType} can't be static markup.");
            }
        }
    }

    private static void WriteElement(StringBuilder html, ReadOnlySpan<RenderTreeFrame> element)
    {
        var name = element[0].ElementName;
        html.Append('<').Append(name);
        var at = 1;
        for (; at < element.Length && element[at].FrameType == RenderTreeFrameType.Attribute; at++)
            WriteAttribute(html, element[at].AttributeName, element[at].AttributeValue);
        html.Append('>');
        if (Void.Contains(name))
            return;
        Write(html, element[at..]);
        html.Append("</").Append(name).Append('>');
    }
#pragma warning restore BL0006

    private static void WriteAttribute(StringBuilder html, string name, object? value)
    {
        switch (value)
        {
            case null or false:
                break;
            case true:
                html.Append(' ').Append(name);
                break;
            case Delegate or EventCallback:
                throw new InvalidOperationException($"'{name}' reacts, so it can't be static markup.");
            default:
                html.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value.ToString() ?? "")).Append('"');
                break;
        }
    }
}
