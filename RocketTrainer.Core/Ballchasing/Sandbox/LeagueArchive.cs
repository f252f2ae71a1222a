using System.Collections.Frozen;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Everything uploaded in a span of days, sorted by upload time. Later uploads of the last day are still to come.</summary>
internal sealed class LeagueArchive
{
    private readonly ScheduledMatch[] _matches;
    private readonly LeagueReplay[] _replays;
    private readonly int[][] _byMember;
    private readonly FrozenDictionary<Guid, int> _byId;

    public LeagueArchive(LeagueRoster roster, int lastDay, IReadOnlyList<ScheduledMatch> matches)
    {
        LastDay = lastDay;
        _matches = [.. matches];
        var replays = new List<LeagueReplay>(matches.Count + (matches.Count / 100));
        for (var i = 0; i < _matches.Length; i++) Upload(i, roster, replays);
        _replays = [.. replays];
        Array.Sort(_replays, static (a, b) => a.CreatedMilliseconds != b.CreatedMilliseconds ? a.CreatedMilliseconds.CompareTo(b.CreatedMilliseconds) : a.Id.CompareTo(b.Id));
        _byMember = IndexMembers(roster.Members.Count);
        _byId = _replays.Select((replay, index) => KeyValuePair.Create(replay.Id, index)).ToFrozenDictionary();
    }

    public int LastDay { get; }

    public int Count => _replays.Length;

    public ref readonly LeagueReplay this[int index] => ref _replays[index];

    public ref readonly ScheduledMatch MatchOf(in LeagueReplay replay) => ref _matches[replay.Match];

    /// <summary>Replays in which the member is listed, oldest upload first.</summary>
    public ReadOnlySpan<int> Of(LeagueMember member) => _byMember[member.Index];

    public int Find(Guid id) => _byId.GetValueOrDefault(id, -1);

    private void Upload(int index, LeagueRoster roster, List<LeagueReplay> replays)
    {
        ref readonly var match = ref _matches[index];
        var random = new SeededRandom(SeededRandom.Mix(match.Seed, 0x0B10AD));
        var present = Math.Max(1, match.PlayerCount);
        var uploader = match.Lineup[random.Below(present)];
        for (var tries = 0; tries < 8 && !roster.Members[uploader].Uploads; tries++) uploader = match.Lineup[random.Below(present)];

        var end = (match.Start + match.Duration + 3L) * 1000;
        // Most uploads come from a plug-in at the match's end, some are made by hand the next day.
        var created = random.Chance(.93) ? end + random.Below(180_000) : end + 36_000_000 + random.Below(30_000_000);
        replays.Add(new(LeagueReplay.IdFrom(match.Seed, 0x1D0), index, 0, uploader, created));

        if (present > 1 && random.Chance(.005))
        {
            var other = match.Lineup[random.Below(present)];
            if (other == uploader) other = match.Lineup[(random.Below(present - 1) + 1) % present];
            if (other != uploader) replays.Add(new(LeagueReplay.IdFrom(match.Seed, 0x1D8), index, 1, other, created + 5_000 + random.Below(600_000)));
        }
    }

    private int[][] IndexMembers(int members)
    {
        var lists = new List<int>[members];
        for (var i = 0; i < members; i++) lists[i] = [];
        for (var i = 0; i < _replays.Length; i++)
        {
            ref readonly var match = ref _matches[_replays[i].Match];
            for (var slot = 0; slot < match.PlayerCount; slot++)
            {
                if (slot != 1 || !match.HasGuest) lists[match.Lineup[slot]].Add(i);
            }
            if (match.Substitute >= 0) lists[match.Substitute].Add(i);
        }
        return [.. lists.Select(list => list.ToArray())];
    }
}
