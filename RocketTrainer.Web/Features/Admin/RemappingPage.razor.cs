using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Features.Admin;

/// <summary>How far stored matches are read again with a newer mapper, live.</summary>
public sealed partial class RemappingPage(Remapping remapping)
{
    private RemappingProgress _progress = remapping.Progress.Latest;

    private string State => _progress switch
    {
        { IsRunning: true } => "Reading stored replies again",
        { Outdated: > 0, FinishedAt: null } => "Waiting to begin",
        { Outdated: > 0 } => "Stopped before the end",
        _ => "Every stored match is up to date",
    };

    protected override void OnInitialized() => Watch(remapping.Progress, progress => _progress = progress);
}
