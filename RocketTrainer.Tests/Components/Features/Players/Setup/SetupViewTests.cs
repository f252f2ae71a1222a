using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using RocketTrainer.Core.Progress;
using RocketTrainer.Core.Progress.Settings;
using RocketTrainer.Web.Components.Shared;
using RocketTrainer.Web.Features.Players.Setup;

namespace RocketTrainer.Tests.Components.Features.Players.Setup;

public sealed class SetupViewTests(StoredMatches stored) : PlayerViewTest<SetupView, SetupView.Content>(stored)
{
    protected override string Loading => "Loading settings and cars";

    protected override string Failed => "Settings and cars could not be read.";

    protected override string Nothing => "Nothing fits this filter";

    [Fact]
    public async Task Setup_OfAllMatches_ShowsSpansAndWhatChanged()
    {
        var expected = await Get<Setups>().ReadAsync(Viewer, Mine, Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        Assert.True(expected.Spans.Count > 2);
        var rows = Card(view, "Camera and steering").QuerySelectorAll("tbody tr");
        Assert.Equal(Math.Min(expected.Spans.Count, 40), rows.Length);
        foreach (var (i, row) in rows.Index())
        {
            var (span, before) = (expected.Spans[i], expected.Spans.ElementAtOrDefault(i + 1));
            Assert.Equal(span.Since.ToString("d MMM yyyy", CultureInfo.CurrentCulture), row.Children[0].TextContent);
            Assert.Equal(Settings(span).Select(v => v?.ToString("0.##", CultureInfo.CurrentCulture) ?? StatFormat.NotGiven), row.Children.Skip(1).Take(8).Select(c => c.FirstChild!.TextContent));
            Assert.Equal(Settings(span).Zip(Settings(before ?? span), (now, then) => now != then), row.Children.Skip(1).Take(8).Select(c => c.ClassList.Contains("changed")));
            Assert.Equal(span.Results.Matches.ToString("N0", CultureInfo.CurrentCulture), row.Children[9].TextContent);
            Assert.Equal(span.Results.Wins + span.Results.Losses == 0 ? StatFormat.NotGiven : ((double)span.Results.Wins / (span.Results.Wins + span.Results.Losses)).ToString("P0", CultureInfo.CurrentCulture), row.Children[10].TextContent);
        }
    }

    [Fact]
    public async Task Setup_OfAllMatches_ShowsEveryCar()
    {
        var expected = await Get<Setups>().ReadAsync(Viewer, Mine, Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Equal(
            expected.Cars.Take(30).Select(c => (c.Name ?? $"Car {c.CarId}", c.Results.Matches.ToString("N0", CultureInfo.CurrentCulture), $"{c.Results.Wins}–{c.Results.Losses}", c.First.ToString("d MMM yyyy", CultureInfo.CurrentCulture))),
            Card(view, "Cars").QuerySelectorAll("tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent, r.Children[2].TextContent, r.Children[4].TextContent)));
        var sheets = view.Instance.Sheets();
        Assert.Equal((expected.Spans.Count, expected.Cars.Count), (sheets[0].Rows.Count, sheets[1].Rows.Count));
    }

    [Fact]
    public async Task Setup_OfWhoChangesAllTheTime_SaysThatNoChangeHasMatchesEnough()
    {
        var newest = (await Get<SetupExperiments>().ReadAsync(Viewer, Mine, Cancel)).Thin[0];
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));
        Assert.Contains($"of {newest.Change.At.ToString("d MMM yyyy", CultureInfo.CurrentCulture)}: {newest.Before} before, {newest.After} after.", Card(view, "What came with a change").QuerySelector(".missing")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_OfMoreChangesThanItLists_SaysHowManyThereAre()
    {
        var expected = await Get<Setups>().ReadAsync(Viewer, Mine, Cancel);
        var view = Show();
        view.WaitForAssertion(() => AssertFull(view));

        Assert.True(expected.Spans.Count > 40 && expected.Cars.Count <= 30, $"{expected.Spans.Count} {expected.Cars.Count}");
        Assert.Equal($"newest first; what changed is marked; the newest 40 of {expected.Spans.Count}", Card(view, "Camera and steering").QuerySelector("header p")!.TextContent);
        Assert.Equal("the most used first", Card(view, "Cars").QuerySelector("header p")!.TextContent);
    }

    [Fact]
    public async Task Setup_OfASingleMatch_HasNothingThatChanged()
    {
        var view = Show(await Stored.NewestAsync(Me, 1));
        view.WaitForAssertion(() => Assert.Single(Card(view, "Camera and steering").QuerySelectorAll("tbody tr")));
        Assert.Empty(view.FindAll(".changed"));
    }

    [Fact]
    public async Task Setup_OfMatchesThatTellNothing_SaysSo()
    {
        var one = await Stored.NewestAsync(Rival, 1);
        await using (var db = Database.CreateDbContext())
        {
            var rows = await db.PlayerStats.Where(p => p.PlayerId == Rival.Player.ToString() && p.PlayedAt >= one.After).ToListAsync(Cancel);
            foreach (var row in rows)
            {
                await db.PlayerStats.Where(p => p.ReplayId == row.ReplayId && p.Slot == row.Slot).ExecuteUpdateAsync(s => s
                    .SetProperty(p => p.CarId, (int?)null).SetProperty(p => p.CarName, (string?)null).SetProperty(p => p.SteeringSensitivity, (double?)null)
                    .SetProperty(p => p.Camera.Fov, (double?)null).SetProperty(p => p.Camera.Height, (double?)null).SetProperty(p => p.Camera.Pitch, (double?)null).SetProperty(p => p.Camera.Distance, (double?)null)
                    .SetProperty(p => p.Camera.Stiffness, (double?)null).SetProperty(p => p.Camera.SwivelSpeed, (double?)null).SetProperty(p => p.Camera.TransitionSpeed, (double?)null), Cancel);
            }
        }

        var view = Render<SetupView>(p => p.Add(v => v.Room, Room with { Viewer = new RocketTrainer.Core.Accounts.Viewer.Person(Rival.UserId), Player = Rival.Player }).Add(v => v.Filter, one));
        view.WaitForAssertion(() => Assert.Equal("None of these matches tells the settings.", Card(view, "Camera and steering").QuerySelector(".missing")!.TextContent));
        Assert.Equal("None of these matches tells the car.", Card(view, "Cars").QuerySelector(".missing")!.TextContent);
    }

    protected override void AssertFull(IRenderedComponent<SetupView> view) => Assert.True(view.FindAll("tbody tr").Count > 3);

    private static double?[] Settings(SetupSpan span) =>
    [
        span.Camera.Fov, span.Camera.Distance, span.Camera.Height, span.Camera.Pitch, span.Camera.Stiffness, span.Camera.SwivelSpeed, span.Camera.TransitionSpeed, span.SteeringSensitivity,
    ];
}
