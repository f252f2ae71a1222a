using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Arenas by map code. <see cref="Unnamed"/> are codes that Ballchasing has no name for yet.</summary>
internal static class Arenas
{
    private static readonly (string Code, string Name, bool Soccar)[] Rows =
        [.. EmbeddedTable.Rows(typeof(SandboxLeague), "maps.csv").Select(row => (row[0], string.Join(',', row[1..^1]).Trim('"'), row[^1] is "1"))];

    private static readonly FrozenDictionary<string, string> Names = Rows.ToFrozenDictionary(row => row.Code, row => row.Name, StringComparer.Ordinal);
    private static readonly string[] Soccar = [.. Rows.Where(row => row.Soccar).Select(row => row.Code)];
    private static readonly string[] Unnamed = ["parcdeparis_p", "street_rain_p"];

    /// <summary>Every known code with its name, in the order of the table.</summary>
    public static readonly ImmutableArray<(string Code, string Name)> Known = [.. Rows.Select(row => (row.Code, row.Name))];

    public static string? NameOf(string code) => Names.GetValueOrDefault(code);

    /// <summary>The arena of a match; one in fifty is too new to have a name.</summary>
    public static string Of(ulong matchSeed, int playlist)
    {
        var random = new SeededRandom(SeededRandom.Mix(matchSeed, 0xA1));
        return LeaguePlaylists.All[playlist].Id switch
        {
            "ranked-hoops" => random.Chance(.5) ? "hoopsstadium_p" : "hoopsstreet_p",
            "ranked-snowday" => random.Chance(.7) ? "throwbackhockey_p" : "park_snowy_p",
            _ when random.Chance(.02) => random.Pick<string>(Unnamed),
            _ => random.Pick<string>(Soccar),
        };
    }
}
