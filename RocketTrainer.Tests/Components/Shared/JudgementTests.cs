using Bunit;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Tests.Components.Shared;

public sealed class JudgementTests : ComponentTest
{
    // Never by colour alone: each has a mark and a word.
    [Theory]
    [InlineData(Verdict.Better, "▲ better", "better")]
    [InlineData(Verdict.Worse, "▼ worse", "worse")]
    [InlineData(Verdict.Other, "◆ different", null)]
    [InlineData(Verdict.Noise, "≈ within noise", null)]
    public void Judgement_OfEachKind_HasMarkWordAndTone(Verdict verdict, string text, string? tone)
    {
        var judgement = Render<Judgement>(p => p.Add(x => x.Verdict, verdict)).Find(".judgement");
        Assert.Equal((text, tone), (judgement.TextContent, judgement.ClassList.SingleOrDefault(c => c != "judgement")));
        Assert.Equal("true", judgement.FirstElementChild!.GetAttribute("aria-hidden"));
    }
}
