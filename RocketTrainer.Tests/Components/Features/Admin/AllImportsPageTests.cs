using Bunit;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Admin;

namespace RocketTrainer.Tests.Components.Features.Admin;

public sealed class AllImportsPageTests(EmptyDatabase empty) : PersonPageTest<AllImportsPage>(empty)
{
    protected override string Loading => "Loading imports";

    protected override string Failed => "The imports could not be read.";

    protected override string Content => "ol.imports, .empty";

    [Fact]
    public async Task Imports_OfNobody_AreNone()
    {
        await ClearAsync<Import>();
        Assert.Equal("No imports yet", Read().Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task Imports_OfEverybodyAndMoreThanAPage_LeadToTheOlderOnes()
    {
        await ClearAsync<Import>();
        await StoreAsync([.. Enumerable.Range(0, 21).Select(Stored)]);
        var page = Read();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Group night-{i}"), page.FindAll("ol.imports h2").Select(h => h.TextContent.Trim()));

        page = Read(page.Find("a[href^='/admin/imports?before=']").GetAttribute("href")!);
        Assert.Equal(["Group night-20"], page.FindAll("ol.imports h2").Select(h => h.TextContent.Trim()));
        Assert.Empty(page.FindAll("a[href^='/admin/imports?before=']"));
    }

    private static Import Stored(int age) =>
        new() { Id = Guid.NewGuid(), UserId = null, Source = ImportSource.Group, GroupId = $"night-{age}", State = ImportState.Completed, CreatedAt = Now.AddHours(-age) };
}
