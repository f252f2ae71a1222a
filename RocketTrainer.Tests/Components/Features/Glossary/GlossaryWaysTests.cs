using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Players;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Glossary;

/// <summary>Wherever a stat is called by its name, the name leads to what it is.</summary>
public sealed class GlossaryWaysTests(StoredMatches stored) : StoredComponentTest(stored)
{
    [Theory]
    [InlineData("", 15)]
    [InlineData("trends?stat=boost.bpm&second=movement.avg_speed&past=year", 2)]
    [InlineData("sessions", 5)]
    [InlineData("team-mates?mate={mate}", 7)]
    [InlineData("compare?others={rival}", 18)]
    public void PlayersPage_EveryStat_LeadsToTheGlossary(string page, int atLeast)
    {
        Navigation.NavigateTo("/" + page.Replace("{rival}", Rival.Player.ToString(), StringComparison.Ordinal).Replace("{mate}", "steam:76561197000000001", StringComparison.Ordinal));
        var frame = Render<PlayerFrame>(p => p.Add(f => f.Room, Room).Add(f => f.View, PlayerViews.Find(page.Split('?')[0])!));
        frame.WaitForAssertion(() => Assert.InRange(frame.FindAll("a[href^='/glossary/']").Count, atLeast, int.MaxValue));
        AssertEveryNameLeads(frame);
    }

    [Fact]
    public async Task Match_EveryStat_LeadsToTheGlossary()
    {
        var match = (await Get<ReplayQueries>().ListAsync(Viewer, Mine, cursor: null, 1, Cancel)).Items[0];
        var view = Render<ReplayView>(p => p.Add(v => v.Viewer, Viewer).Add(v => v.Id, match.ReplayId).Add(v => v.Player, Me.Player.ToString()));
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll(".board tbody tr")));
        AssertEveryNameLeads(view);
        Assert.Equal(
            ["core.score", "core.goals", "core.assists", "core.saves", "core.shots", "demo.inflicted"],
            view.FindAll(".board thead a").Take(6).Select(a => a.GetAttribute("href")!["/glossary/".Length..]));
    }

    private static void AssertEveryNameLeads<T>(IRenderedComponent<T> page)
        where T : IComponent
    {
        var names = page.Nodes.SelectMany(n => n.Descendants<IText>()).Where(t => IsName(t.Data.Trim())).Where(t => t.ParentElement is { } parent
            && parent.Closest("option, caption, summary, svg, .legend, .unseen, .mvp, .matches thead, dl.figures, .kind") is null && parent.Closest("a[href^='/glossary/']") is null);
        Assert.Equal([], names.Select(t => $"{t.ParentElement!.Closest("section")?.GetAttribute("aria-label")}: {t.Data.Trim()}"));
    }

    /// <summary>A stat's name, or a sentence with one that can't be meant otherwise.</summary>
    private static bool IsName(string text) => StatCatalog.All.Any(s =>
        string.Equals(text, s.Label, StringComparison.OrdinalIgnoreCase)
        || (text.StartsWith(s.Label + " ", StringComparison.OrdinalIgnoreCase) && text[s.Label.Length + 1] is '−' or '+' or (>= '0' and <= '9'))
        || (s.Label.Contains(' ', StringComparison.Ordinal) && text.Contains(s.Label, StringComparison.OrdinalIgnoreCase)));
}
