using Microsoft.AspNetCore.Components;

namespace RocketTrainer.Tests.Components;

/// <summary>Goes nowhere before it is told to, as over a line.</summary>
internal sealed class LaggingNavigation : NavigationManager
{
    private int _arrived;

    public LaggingNavigation(string address = "http://localhost/") => Initialize("http://localhost/", address);

    /// <summary>Where somebody wanted to go, the last one last.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The next of those is reached.</summary>
    public void Arrive() => Go(Asked[_arrived++], byLink: false);

    public void Go(string uri, bool byLink)
    {
        Uri = uri;
        NotifyLocationChanged(byLink);
    }

    protected override void NavigateToCore(string uri, NavigationOptions options) => Asked.Add(uri);
}
