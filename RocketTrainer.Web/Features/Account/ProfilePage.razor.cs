using Microsoft.JSInterop;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;
using RocketTrainer.Web.Components.Shared;

namespace RocketTrainer.Web.Features.Account;

/// <summary>Name, time zone, main playlist and target rank.</summary>
public sealed partial class ProfilePage(Profiles profiles)
{
    private static readonly string[] Zones =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(z => z.Contains('/', StringComparison.Ordinal)).Append("UTC").Order(StringComparer.Ordinal)];

    private Profile? _profile;
    private string _name = "";
    private string? _zone;
    private string? _playlist;
    private string? _rank;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender && _profile is not null && _zone is null && await Js.InvokeAsync<string?>("rocketPage.timeZone") is { } here && Zones.Contains(here))
        {
            (_zone, Said) = (here, "Your browser's time zone is filled in; save to keep it.");
            StateHasChanged();
        }
    }

    protected override async Task LoadAsync()
    {
        _profile = await profiles.FindAsync(Me, CancellationToken.None);
        if (_profile is not null)
            (_name, _zone, _playlist, _rank) = (_profile.DisplayName, _profile.TimeZone, _profile.MainPlaylist, _profile.TargetRank);
    }

    private Task SaveAsync() => DoAsync(
        () => profiles.ChangeAsync(Me, _profile! with { DisplayName = _name, TimeZone = _zone, MainPlaylist = _playlist, TargetRank = _rank }, Caller, CancellationToken.None),
        "Saved.");

    private static Task<IEnumerable<string>> FindZones(string? text, CancellationToken cancellationToken) => Task.FromResult(
        Zones.Where(z => string.IsNullOrWhiteSpace(text) || z.Contains(text.Trim().Replace(' ', '_'), StringComparison.OrdinalIgnoreCase)));

    private static string NameOf(string? rank) => rank is null ? "" : RankName.Tier(new Rank(Ranks.TierOf(rank), null, null, null));

    private static string PlaylistName(string? id) => Playlists.All.FirstOrDefault(p => p.Id == id)?.Name ?? id ?? "";
}
