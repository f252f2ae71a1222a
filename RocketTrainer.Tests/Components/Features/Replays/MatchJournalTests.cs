using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Features.Replays.Parts;

namespace RocketTrainer.Tests.Components.Features.Replays;

public sealed class MatchJournalTests : StoredComponentTest
{
    private readonly List<Guid> _matches = [];

    public MatchJournalTests(StoredMatches stored)
        : base(stored)
    {
        // Nothing was kept about any match.
        using var db = Database.CreateDbContext();
        db.ReplayTags.RemoveRange(db.ReplayTags);
        db.ReplayNotes.RemoveRange(db.ReplayNotes);
        db.SaveChanges();
        _matches.AddRange(db.Library.Where(l => l.UserId == Me.UserId).OrderBy(l => l.ReplayId).Take(2).Select(l => l.ReplayId));
    }

    [Fact]
    public void Journal_WhileItIsRead_TakesNothing()
    {
        var gate = Database.Hold();
        var journal = Show();
        Assert.True(journal.Find(".star").HasAttribute("disabled"));
        Assert.Empty(journal.FindAll("textarea, form"));
        gate.SetResult();
        journal.WaitForAssertion(() => Assert.False(journal.Find(".star").HasAttribute("disabled")));
    }

    [Fact]
    public void Journal_OfNothing_IsEmpty()
    {
        var journal = Show();
        Assert.Equal("false", journal.Find(".star").GetAttribute("aria-pressed"));
        Assert.Empty(journal.FindAll(".tag"));
        Assert.Equal("", journal.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task Journal_StarTagsAndNote_AreKept()
    {
        var journal = Show();
        await journal.Find(".star").ClickAsync();
        journal.Find("#new-tag").Change("  Scrim ");
        await journal.Find("form").SubmitAsync();
        await journal.Find("textarea").ChangeAsync(new() { Value = "Kickoffs!" });

        Assert.Equal("Kept.", journal.Find("[role=status]").TextContent);
        Assert.Equal(["favourite", "scrim"], await Get<ReplayTags>().FindAsync(Viewer, _matches[0], Cancel));
        Assert.Equal("Kickoffs!", await Get<ReplayNotes>().FindAsync(Viewer, _matches[0], Cancel));
        var again = Show();
        Assert.Equal(("true", "/replays?tag=scrim", "Kickoffs!"), (again.Find(".star").GetAttribute("aria-pressed"), Assert.Single(again.FindAll(".tag a")).GetAttribute("href"), again.Find("textarea").GetAttribute("value")));

        await again.Find(".tag button").ClickAsync();
        await again.Find(".star").ClickAsync();
        Assert.Empty((await Get<ReplayTags>().FindAsync(Viewer, _matches[0], Cancel))!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("scrim")]
    [InlineData("SCRIM")]
    public async Task Journal_ATagThatIsNoneOrThereAlready_ChangesNothing(string tag)
    {
        await Get<ReplayTags>().SetAsync(Viewer, _matches[0], ["scrim"], Cancel);
        var journal = Show();
        journal.Find("#new-tag").Change(tag);
        await journal.Find("form").SubmitAsync();
        Assert.Equal("scrim", Assert.Single(journal.FindAll(".tag a")).TextContent);
    }

    [Fact]
    public async Task Journal_ATagTooMany_IsRefusedInWords()
    {
        await Get<ReplayTags>().SetAsync(Viewer, _matches[0], [.. Enumerable.Range(1, ReplayTags.MostPerMatch).Select(i => $"tag{i}")], Cancel);
        var journal = Show();
        journal.Find("#new-tag").Change("one more");
        await journal.Find("form").SubmitAsync();
        Assert.Equal("A match has at most 20 tags.", journal.Find("[role=status]").TextContent);
        Assert.Equal(20, (await Get<ReplayTags>().FindAsync(Viewer, _matches[0], Cancel))!.Count);
    }

    [Fact]
    public async Task Journal_ANoteThatCannotBeKept_IsNotCalledKept()
    {
        var journal = Show();
        await journal.Find("textarea").ChangeAsync(new() { Value = "First" });
        Database.Break();

        await journal.Find("textarea").ChangeAsync(new() { Value = "Second" });
        Assert.Equal("The note could not be kept; it still stands in the field.", journal.Find("[role=alert]").TextContent);
        Assert.Equal("", journal.Find("[role=status]").TextContent);

        Database.Mend();
        await journal.Find("textarea").ChangeAsync(new() { Value = "Second" });
        Assert.Empty(journal.FindAll("[role=alert]"));
        Assert.Equal("Second", await Get<ReplayNotes>().FindAsync(Viewer, _matches[0], Cancel));
    }

    [Fact]
    public async Task Journal_TagsThatCannotBeKept_AreNotShown()
    {
        var journal = Show();
        Database.Break();
        await journal.Find(".star").ClickAsync();
        Assert.Equal("The tags could not be kept.", journal.Find("[role=alert]").TextContent);
        Assert.Equal("false", journal.Find(".star").GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task Journal_OfAnotherMatchThatCannotBeRead_ShowsNothingOfTheFirst()
    {
        await Get<ReplayTags>().SetAsync(Viewer, _matches[0], ["scrim", ReplayTag.Favourite], Cancel);
        await Get<ReplayNotes>().SetAsync(Viewer, _matches[0], "Of the first", Cancel);
        var journal = Show();
        Database.Break();

        journal.Render(p => p.Add(x => x.Replay, _matches[1]));

        Assert.Equal("Your notes could not be read.", journal.Find("[role=alert]").TextContent);
        Assert.Empty(journal.FindAll(".tag, textarea"));
        Assert.Equal(("false", true), (journal.Find(".star").GetAttribute("aria-pressed"), journal.Find(".star").HasAttribute("disabled")));
    }

    [Fact]
    public async Task Journal_TheFirstMatchsAnswerComesLate_IsNotShownUnderTheSecond()
    {
        await Get<ReplayNotes>().SetAsync(Viewer, _matches[0], "Of the first", Cancel);
        var first = Database.Hold();
        var journal = Show();
        Database.Mend();
        journal.Render(p => p.Add(x => x.Replay, _matches[1]));
        journal.WaitForAssertion(() => Assert.Equal("", journal.Find("textarea").GetAttribute("value")));

        first.SetResult();
        await journal.InvokeAsync(() => { });
        Assert.Equal("", journal.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public void Journal_BeforeThePageListens_TakesNothing()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.All(Show().FindAll("input, textarea, .star"), e => Assert.True(e.HasAttribute("disabled")));
    }

    private IRenderedComponent<MatchJournal> Show() => Render<MatchJournal>(p => p.Add(x => x.Viewer, Viewer).Add(x => x.Replay, _matches[0]));
}
