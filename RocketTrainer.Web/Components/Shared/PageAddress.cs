using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>
/// Puts what is chosen on a page into its address. The browser tells a moment later that it is there; what is chosen until
/// then is added to what was chosen just before, and not to the address that is still shown.
/// </summary>
public sealed class PageAddress : IDisposable
{
    private readonly NavigationManager _navigation;
    private string? _next;
    private int _underWay;

    public PageAddress(NavigationManager navigation)
    {
        _navigation = navigation;
        navigation.LocationChanged += OnLocationChanged;
    }

    /// <summary>The page's address, or the one that it is about to have.</summary>
    public string Next => _next ?? _navigation.Uri;

    public void Dispose() => _navigation.LocationChanged -= OnLocationChanged;

    /// <summary>Changes what the address says under these names; null takes a name out of it.</summary>
    public void Change(params IEnumerable<(string Name, object? Value)> changes)
    {
        _next = _navigation.GetUriWithQueryParameters(Next, changes.ToDictionary(c => c.Name, c => c.Value, StringComparer.Ordinal));
        _underWay++;
        _navigation.NavigateTo(_next);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        _underWay = e.IsNavigationIntercepted ? 0 : Math.Max(0, _underWay - 1); // whoever follows a link has left
        if (_underWay == 0)
            _next = null;
    }
}
