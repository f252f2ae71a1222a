using Bunit;
using Microsoft.AspNetCore.Components;

namespace RocketTrainer.Tests.Components;

/// <summary>What holds of every page that reads something for a person: loading, failing, trying again.</summary>
public abstract class PersonPageTest<TPage>(EmptyDatabase empty) : PersonComponentTest(empty)
    where TPage : IComponent
{
    /// <summary>What is read aloud while it is being read.</summary>
    protected abstract string Loading { get; }

    /// <summary>What stands there when it could not be read.</summary>
    protected abstract string Failed { get; }

    /// <summary>Where what was read stands.</summary>
    protected abstract string Content { get; }

    [Fact]
    public void Page_WhileItReads_SaysWhatAndThenShowsIt()
    {
        var gate = Database.Hold();
        var page = Show();
        Assert.Equal(Loading, page.Find("[role=status][aria-busy=true] .unseen").TextContent);
        Assert.Empty(page.FindAll(Content));

        gate.SetResult();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(Content)));
        Assert.Empty(page.FindAll("[aria-busy=true]"));
    }

    [Fact]
    public async Task Page_ThatCannotBeRead_SaysSoAndTriesAgain()
    {
        Database.Break();
        var page = Show();
        AssertFailed(page);

        await page.Find("[role=alert] button").ClickAsync();
        AssertFailed(page); // it still can't

        Database.Mend();
        await page.Find("[role=alert] button").ClickAsync();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(Content)));
        Assert.Empty(page.FindAll("section.error"));
    }

    protected virtual IRenderedComponent<TPage> Show(string address = "/") => Show<TPage>(address);

    /// <summary>The page once it is read.</summary>
    protected IRenderedComponent<TPage> Read(string address = "/")
    {
        var page = Show(address);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(Content)));
        return page;
    }

    private void AssertFailed(IRenderedComponent<TPage> page)
    {
        page.WaitForAssertion(() => Assert.Equal(Failed, page.Find("section.error h2").TextContent));
        Assert.Empty(page.FindAll(Content));
    }
}
