using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class StaticMarkupTests : ComponentTest
{
    [Fact]
    public void Of_EverythingThatStandsStill_IsWhatTheRendererWrites()
    {
        RenderFragment inner = builder => builder.AddMarkupContent(0, "<b>&amp;</b>");
        RenderFragment fragment = builder =>
        {
            builder.OpenElement(0, "tr");
            builder.AddAttribute(1, "class", "a \"b\"");
            builder.AddAttribute(2, "title", (string?)null);
            builder.AddAttribute(3, "hidden", true);
            builder.AddAttribute(4, "disabled", false);
            builder.OpenElement(5, "td");
            builder.AddContent(6, "1 < 2 – größer");
            builder.AddContent(7, inner);
            builder.CloseElement();
            builder.OpenElement(8, "td");
            builder.OpenElement(9, "br");
            builder.CloseElement();
            builder.AddContent(10, 42);
            builder.CloseElement();
            builder.CloseElement();
        };

        Assert.Equal("""<tr class="a &quot;b&quot;" hidden><td>1 &lt; 2 – größer<b>&amp;</b></td><td><br>42</td></tr>""", StaticMarkup.Of(fragment).Value);
        Render(fragment).MarkupMatches(StaticMarkup.Of(fragment).Value);
    }

    [Fact]
    public void Of_AnEventHandler_IsRefused()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => StaticMarkup.Of(builder =>
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => { }));
            builder.CloseElement();
        }));
        Assert.Contains("onclick", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AComponent_IsRefused() => Assert.Throws<InvalidOperationException>(() => StaticMarkup.Of(builder =>
    {
        builder.OpenComponent<LoadingState>(0);
        builder.CloseComponent();
    }));
}
