using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Players;

namespace RocketTrainer.Web.Features.Players;

/// <summary>Whose pages these are, for whom, and where they stand.</summary>
/// <param name="Name">As far as the viewer may know it.</param>
/// <param name="IsMine">Whether the viewer says that it is himself.</param>
/// <param name="Base">The address of the first page, without an end: empty for one's own, <c>/players/steam:…</c>, <c>/p/…</c> behind a profile's link.</param>
/// <param name="Players">Among whom to choose here; only this one elsewhere.</param>
public sealed record PlayerRoom(Viewer Viewer, PlayerId Player, string? Name, bool IsMine, string Base, IReadOnlyList<OwnPlayer> Players)
{
    /// <summary>The playlist that the player says is his main one; null where he says none, or it isn't the viewer's to know.</summary>
    public string? MainPlaylist { get; init; }

    public string DisplayName => Name ?? Player.ToString();

    /// <summary>Where a match of his is found here.</summary>
    public string Matches => Viewer is Viewer.Guest ? Base : "/replays";
}
