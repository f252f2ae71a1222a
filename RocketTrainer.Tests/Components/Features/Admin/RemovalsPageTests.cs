using Bunit;
using RocketTrainer.Core.Accounts.Privacy;
using RocketTrainer.Web.Features.Admin;

namespace RocketTrainer.Tests.Components.Features.Admin;

public sealed class RemovalsPageTests(EmptyDatabase empty) : PersonPageTest<RemovalsPage>(empty)
{
    protected override string Loading => "Loading requests";

    protected override string Failed => "The requests could not be read or decided.";

    protected override string Content => "section.card, .empty";

    [Fact]
    public async Task Requests_OfNobody_AreNone()
    {
        await ClearAsync<NameRemoval>();
        Assert.Equal("Nobody asked yet", Read().Find(".empty h2").TextContent);
    }

    [Theory]
    [InlineData(true, RemovalState.Running, "Being done: 0 matches so far")]
    [InlineData(false, RemovalState.Refused, "Refused")]
    public async Task Request_Decided_SaysHow(bool granted, RemovalState state, string words)
    {
        await ClearAsync<NameRemoval>();
        var removal = Asked("steam:76561190000000404", RemovalState.Requested);
        await StoreAsync(removal);
        var page = Read();
        Assert.Contains(removal.Message!, page.Find(".lines li").TextContent, StringComparison.Ordinal);

        await Button(page, granted ? "Grant" : "Refuse").ClickAsync();
        if (granted)
        {
            Assert.Equal(RemovalState.Requested, Assert.Single(await Get<NameRemovals>().ListAsync(10, Cancel)).State); // it can't be undone, so it is asked twice
            await Button(page, "Really take it out").ClickAsync();
        }

        page.WaitForAssertion(() => Assert.Equal(words, page.FindAll(".lines li > span")[^1].TextContent));
        Assert.Equal(state, Assert.Single(await Get<NameRemovals>().ListAsync(10, Cancel)).State);
    }

    [Fact]
    public async Task Request_ThatIsDone_SaysInHowManyMatches()
    {
        await ClearAsync<NameRemoval>();
        var removal = Asked("steam:76561190000000405", RemovalState.Done);
        removal.Matches = 1209;
        await StoreAsync(removal);
        Assert.Equal("Done, in 1,209 matches", Read().Find(".lines .good").TextContent);
    }

    private static NameRemoval Asked(string player, RemovalState state) =>
        new() { Id = Guid.NewGuid(), PlayerId = player, RequestedAt = Now.AddHours(-1), RequestedBy = null, Message = "I don't play any more.", State = state };
}
