using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Features.Imports.Parts;

namespace RocketTrainer.Tests.Components.Features.Imports;

public sealed class UploadFormTests(EmptyDatabase empty) : PersonComponentTest(empty)
{
    [Fact]
    public void Quota_WhileItIsRead_IsNotMadeUp()
    {
        Use(new BallchasingOptions { Sandbox = SandboxMode.Off });
        var gate = Database.Hold();
        var form = Show<UploadForm>("/imports");
        Assert.Equal("…", form.Find(".quota").TextContent);
        gate.SetResult();
        form.WaitForAssertion(() => Assert.Equal("This server has no Ballchasing key: give it one of your own under Account.", form.Find(".quota").TextContent));
        Assert.Empty(form.FindAll(".files"));
    }

    [Fact]
    public void Quota_OfTheSandbox_SaysThatNothingLeavesIt() =>
        Assert.Equal("This server invents its matches: nothing leaves it.", Show<UploadForm>("/imports").Find(".quota").TextContent);

    [Fact]
    public async Task Files_GoodOnesAndOthers_EachSayWhatBecameOfThem()
    {
        var form = Show<UploadForm>("/imports");
        var uploading = Task.Run(() => form.FindComponent<InputFile>().UploadFiles( // waits for all of it, and so for the clock
            InputFileContent.CreateFromBinary(ReplayFiles.Make("one"), "one.replay"), InputFileContent.CreateFromText("hello", "holiday.jpg"), InputFileContent.CreateFromText("hello", "broken.replay")), Cancel);
        await AdvanceUntilAsync(() => form.FindAll("p[role=status] a").Count > 0);
        await uploading;
        var lines = form.FindAll(".files li").ToDictionary(l => l.QuerySelector(".name")!.TextContent, StringComparer.Ordinal);
        Assert.Equal(("Ballchasing has it", false), (lines["one.replay"].QuerySelector(".state")!.TextContent, lines["one.replay"].ClassList.Contains("wrong")));
        Assert.All(["holiday.jpg", "broken.replay"], name => Assert.Contains("wrong", lines[name].ClassList));
        Assert.Equal(ReplayFileFormat.WrongName("holiday.jpg"), lines["holiday.jpg"].QuerySelector(".state")!.TextContent);
        Assert.Equal(ReplayFileFormat.Wrong("hello"u8.ToArray()), lines["broken.replay"].QuerySelector(".state")!.TextContent);
    }

    [Fact]
    public async Task Files_WhereNoneIsGood_StartNoImport()
    {
        var form = Show<UploadForm>("/imports");
        form.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("hello", "holiday.jpg"));
        form.WaitForAssertion(() => Assert.NotEmpty(form.FindAll(".files li.wrong")));
        Assert.Empty(form.FindAll("p[role=status]"));
        Assert.Empty(await Get<ImportService>().ListAsync(Viewer, before: null, 10, Cancel));
    }

    [Fact]
    public void Files_TooManyAtOnce_AreNotTaken()
    {
        var form = Show<UploadForm>("/imports");
        form.FindComponent<InputFile>().UploadFiles([.. Enumerable.Range(0, 201).Select(i => InputFileContent.CreateFromText("x", $"{i}.replay"))]);
        form.WaitForAssertion(() => Assert.StartsWith("These are more than 200 files", form.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(form.FindAll(".files"));
    }

    [Fact]
    public void Files_WhenTheDiskIsGone_SaySo()
    {
        var form = Show<UploadForm>("/imports");
        Database.Break();
        form.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(ReplayFiles.Make("one"), "one.replay"));
        form.WaitForAssertion(() => Assert.Equal("The files could not all be handed on.", form.Find("section.error h2").TextContent));
        Assert.False(form.Find("input[type=file]").HasAttribute("disabled"));
    }
}
