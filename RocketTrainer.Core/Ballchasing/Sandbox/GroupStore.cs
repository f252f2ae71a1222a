using System.Net;
using System.Text.Json;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>A replay group, the league's or the caller's own.</summary>
internal sealed record GroupSheet(
    string Id, string Name, DateTimeOffset Created, string? ParentId, string PlayerIdentification, string TeamIdentification, bool Shared, SandboxAccount Owner, LeagueGroup? OfLeague);

/// <summary>The league's groups together with those the caller made, which are kept in memory.</summary>
internal sealed class GroupStore(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, GroupSheet> _own = new(StringComparer.Ordinal);
    private int _made;

    public List<GroupSheet> All(LeagueView view)
    {
        var owner = view.League.Roster.Featured[4];
        var ids = view.Groups.ToDictionary(g => g.Key, g => g.Id);
        var league = view.Groups.Select(g => new GroupSheet(g.Id, g.Name, view.CreatedOf(g), g.Parent == 0 ? null : ids[g.Parent], "by-id",
            g.Parent == 0 ? "by-distinct-players" : "by-player-clusters", Shared: false, new(owner.Account, owner.Name), g));
        lock (_gate) return [.. league, .. _own.Values];
    }

    public GroupSheet? Find(LeagueView view, string id) => All(view).FirstOrDefault(g => g.Id == id);

    public GroupSheet Create(LeagueView view, JsonElement body)
    {
        var name = Text(body, "name") is { Length: > 0 } given ? given : throw new SandboxFault(HttpStatusCode.BadRequest, "missing name");
        var parent = Text(body, "parent");
        if (parent is not null && Find(view, parent)?.Owner != SandboxAccount.Me) throw new SandboxFault(HttpStatusCode.BadRequest, "unknown parent group");
        lock (_gate)
        {
            var id = GroupIds.Make(name, SeededRandom.Mix(0x6809, (ulong)_made++));
            return _own[id] = new(id, name, time.GetUtcNow(), parent, Identification(body, "player_identification", "by-id", "by-name")!,
                Identification(body, "team_identification", "by-distinct-players", "by-player-clusters")!, Shared: false, SandboxAccount.Me, OfLeague: null);
        }
    }

    public void Change(LeagueView view, string id, JsonElement body)
    {
        var group = Own(view, id);
        var parent = Text(body, "parent");
        if (parent is { Length: > 0 } && Find(view, parent)?.Owner != SandboxAccount.Me) throw new SandboxFault(HttpStatusCode.BadRequest, "unknown parent group");
        lock (_gate)
        {
            _own[id] = group with
            {
                Name = Text(body, "name") ?? group.Name,
                ParentId = parent is null ? group.ParentId : parent.Length == 0 ? null : parent,
                PlayerIdentification = body.TryGetProperty("player_identification", out _) ? Identification(body, "player_identification", "by-id", "by-name") : group.PlayerIdentification,
                TeamIdentification = body.TryGetProperty("team_identification", out _) ? Identification(body, "team_identification", "by-distinct-players", "by-player-clusters") : group.TeamIdentification,
                Shared = body.TryGetProperty("shared", out var shared) ? shared.ValueKind == JsonValueKind.True : group.Shared,
            };
        }
    }

    /// <summary>Removes a group and its child groups; gives their ids.</summary>
    public List<string> Remove(LeagueView view, string id)
    {
        Own(view, id);
        var gone = new List<string> { id };
        lock (_gate)
        {
            for (var i = 0; i < gone.Count; i++) gone.AddRange(_own.Values.Where(g => g.ParentId == gone[i]).Select(g => g.Id).ToArray());
            foreach (var one in gone) _own.Remove(one);
        }
        return gone;
    }

    private GroupSheet Own(LeagueView view, string id)
    {
        var group = Find(view, id) ?? throw new SandboxFault(HttpStatusCode.NotFound, "group not found");
        return group.Owner == SandboxAccount.Me ? group : throw new SandboxFault(HttpStatusCode.Forbidden, "not your group");
    }

    /// <summary>A body's text member, or null when it is missing or no text.</summary>
    public static string? Text(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Identification(JsonElement body, string member, params ReadOnlySpan<string> allowed)
    {
        var value = Text(body, member);
        return value is not null && allowed.Contains(value) ? value : throw new SandboxFault(HttpStatusCode.BadRequest, $"invalid {member}");
    }
}
