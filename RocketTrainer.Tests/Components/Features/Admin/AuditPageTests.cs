using Bunit;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Web.Features.Admin;

namespace RocketTrainer.Tests.Components.Features.Admin;

public sealed class AuditPageTests(EmptyDatabase empty) : PersonPageTest<AuditPage>(empty)
{
    protected override string Loading => "Loading the audit log";

    protected override string Failed => "The audit log could not be read.";

    protected override string Content => "section.card, .empty";

    [Fact]
    public async Task Log_OfNothing_SaysSo()
    {
        await ClearAsync<AuditEvent>();
        Assert.Equal("Nothing was noted", Read().Find(".empty h2").TextContent);
    }

    [Fact]
    public async Task Log_OfOneUser_HoldsNobodyElseAndKeepsToHimOnItsOlderPage()
    {
        await ClearAsync<AuditEvent>();
        await StoreAsync([.. Enumerable.Range(0, 101).Select(i => Line(Me, i)), Line(Guid.NewGuid(), 200)]);
        var page = Read($"/admin/audit?user={Me}");
        Assert.Equal(100, page.FindAll(".lines li").Count);
        Assert.All(page.FindAll(".lines li"), l => Assert.Contains(Name, l.TextContent, StringComparison.Ordinal));
        page = Read(page.FindAll("a").Single(a => a.TextContent == "Older").GetAttribute("href")!);
        Assert.Contains("rt_100", Assert.Single(page.FindAll(".lines li")).TextContent, StringComparison.Ordinal);

        page = Read("/admin/audit?before=nonsense");
        Assert.Equal(100, page.FindAll(".lines li").Count); // of everybody: the newest
    }

    private static AuditEvent Line(Guid user, int age) =>
        new() { Id = Guid.NewGuid(), At = Now.AddMinutes(-age), Kind = AuditKind.KeyUsed, UserId = user, Subject = $"rt_{age}" };
}
