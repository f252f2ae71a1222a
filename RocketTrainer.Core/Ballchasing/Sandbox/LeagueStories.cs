using System.Globalization;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Says in a sentence what there is to find in a featured player's visible replays.</summary>
internal static class LeagueStories
{
    private static readonly Dictionary<SkillGroup, string> Weaknesses = new()
    {
        [SkillGroup.Finishing] = "seldom gets a shot away", [SkillGroup.Playmaking] = "hardly passes", [SkillGroup.Defending] = "saves little",
        [SkillGroup.BoostEconomy] = "leaves small pads lying", [SkillGroup.BoostControl] = "runs dry too often", [SkillGroup.Speed] = "is slow",
        [SkillGroup.Aerial] = "stays on the ground", [SkillGroup.Powerslide] = "rarely powerslides", [SkillGroup.Goalside] = "is caught ahead of the ball",
        [SkillGroup.Rotation] = "rotates little", [SkillGroup.BallProximity] = "keeps far from the ball", [SkillGroup.Demos] = "is demolished a lot",
    };

    public static string Of(LeagueMember member, LeagueView view)
    {
        var counts = new int[4];
        foreach (var index in view.Archive.Of(member))
        {
            if (view.Shows(index)) counts[Math.Clamp((int)view.Archive.MatchOf(view.Archive[index]).TeamSize, 1, 3)]++;
        }
        var size = Array.IndexOf(counts, counts.Max());
        var mode = string.Create(CultureInfo.InvariantCulture, $"{size}v{size}");
        var perWeek = counts.Sum() * 7.0 / Math.Max(1, view.Today - view.FirstDay + 1);
        var often = perWeek switch { > 25 => "most evenings", > 10 => "several evenings a week", _ => "about weekly" };

        var (from, to) = (member.Skill(view.FirstDay, size), member.Skill(view.Today, size));
        var (past, present) = (RankScale.LeagueName(from), RankScale.LeagueName(to));
        var path = (to - from) switch
        {
            > .7 when past != present => $"climbed from {past} to {present}",
            > .7 => $"is climbing in {present}",
            < -.7 when past != present => $"fell from {past} to {present}",
            < -.7 => $"is slipping in {present}",
            _ => $"holds at {present}",
        };
        var weak = member.WeakGroup is { } group ? $"; {Weaknesses[group]}" : "";
        return $"Plays mostly {mode}, {often}; {path}{weak}.";
    }
}
