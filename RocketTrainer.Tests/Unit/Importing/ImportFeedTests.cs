using RocketTrainer.Core.Importing;
using RocketTrainer.Tests.Components;

namespace RocketTrainer.Tests.Unit.Importing;

public sealed class ImportFeedTests
{
    private readonly ImportFeed _feed = new(TimeProvider.System);

    [Fact]
    public void Run_ThatHasNotHeardOfThePause_IsNotBelieved()
    {
        var import = Sample.Progress(Sample.Receipt() with { State = ImportState.Running, FinishedAt = null });
        _feed.Publish(import);
        Say(ImportState.Paused);
        Say(ImportState.Running);
        Assert.Equal(ImportState.Paused, Told());

        Say(ImportState.Queued);
        Say(ImportState.Running);
        Assert.Equal(ImportState.Running, Told());

        void Say(ImportState state) => _feed.Show(import with { Receipt = import.Receipt with { State = state } });
        ImportState Told() => _feed.Latest(import.Receipt.Id)!.Receipt.State;
    }
}
