using Bunit;
using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Features.Imports.Parts;

namespace RocketTrainer.Tests.Components.Features.Imports;

public sealed class ImportFormTests(EmptyDatabase empty) : PersonComponentTest(empty)
{
    private const string Account = "steam:76561190000000001";

    [Fact]
    public async Task Form_OfAnAccount_StartsItsImportAndLeadsThere()
    {
        var form = Show<ImportForm>("/imports");
        await Field(form, "Account").InputAsync(new() { Value = Account });
        await form.Find("form").SubmitAsync();

        form.WaitForAssertion(() => Assert.Contains("/imports/", Navigation.Uri, StringComparison.Ordinal));
        var import = Assert.Single(await Get<ImportService>().ListAsync(Viewer, before: null, 10, Cancel));
        Assert.Equal($"http://localhost/imports/{import.Receipt.Id}", Navigation.Uri);
        Assert.Equal(Account, import.PlayerId);
    }

    [Fact]
    public async Task Form_ThatCannotBeStored_SaysSoAndKeepsWhatWasTyped()
    {
        var form = Show<ImportForm>("/imports");
        await Field(form, "Account").InputAsync(new() { Value = Account });
        Database.Break();
        await form.Find("form").SubmitAsync();

        form.WaitForAssertion(() => Assert.Equal("The import could not be started.", form.Find("section.error h2").TextContent));
        Assert.Equal(Account, Field(form, "Account").GetAttribute("value"));
        Assert.False(Button(form, "Start import").HasAttribute("disabled"));
        Assert.EndsWith("/imports", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WhileItStarts_TakesNoSecondClick()
    {
        var form = Show<ImportForm>("/imports");
        await Field(form, "Account").InputAsync(new() { Value = Account });
        var gate = Database.Hold();
        var submitted = form.Find("form").SubmitAsync();
        Assert.True(Button(form, "Start import").HasAttribute("disabled"));
        gate.SetResult();
        await submitted;
        Assert.Single(await Get<ImportService>().ListAsync(Viewer, before: null, 10, Cancel));
    }

    [Fact]
    public void Form_BeforeThePageListens_TakesNothing()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.True(Show<ImportForm>("/imports").Find("fieldset").HasAttribute("disabled"));
    }
}
