namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Invents players' handles, in the styles that people choose.</summary>
internal static class Handles
{
    private static readonly string[] First =
    [
        "Turbo", "Quiet", "Velvet", "Copper", "Lunar", "Drift", "Rusty", "Neon", "Mellow", "Frost", "Static", "Amber", "Hollow", "Brisk", "Salty",
        "Pixel", "Crimson", "Lucky", "Sleepy", "Iron", "Cosmic", "Paper", "Silver", "Wobbly", "Granite", "Misty", "Electric", "Tiny", "Jolly", "Vivid",
    ];

    private static readonly string[] Second =
    [
        "Otter", "Piston", "Comet", "Walnut", "Falcon", "Biscuit", "Lantern", "Badger", "Gasket", "Meteor", "Pickle", "Raven", "Spanner", "Waffle", "Lynx",
        "Magnet", "Turnip", "Harbor", "Yeti", "Clutch", "Marmot", "Pepper", "Rotor", "Cactus", "Heron", "Muffin", "Quartz", "Tundra", "Viper", "Zephyr",
    ];

    /// <summary>Handles that a careless page, file or query would trip over.</summary>
    private static readonly string[] Awkward =
    [
        "ナイトボール", "Zoë Überhang", "<b>flipsy</b>", "=rotate()", "Tom & Gerda", "O'Spin", "a;b,c\"d", "  two  spaces", "🚀moonboost", "null", "ÄÖÜ_team.tv", "%20percent",
    ];

    public static string[] Invent(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var handles = new string[count];
        for (var i = 0; i < count; i++)
        {
            do handles[i] = i % 20 == 7 && i / 20 < Awkward.Length ? Awkward[i / 20] : Style(ref random);
            while (!taken.Add(handles[i]));
        }
        return handles;
    }

    private static string Style(ref SeededRandom random)
    {
        var first = random.Pick<string>(First);
        var second = random.Pick<string>(Second);
        return random.Below(9) switch
        {
            0 or 1 => first + second,
            2 => $"{first} {second}",
            3 => $"{first.ToLowerInvariant()}_{second.ToLowerInvariant()}",
            4 => $"{second}{10 + random.Below(90)}",
            5 => $"{first.ToLowerInvariant()}.",
            6 => $"xX{second}Xx",
            7 => string.Join(' ', second.ToLowerInvariant().ToCharArray()),
            _ => $"{second}RL{random.Below(10)}",
        };
    }
}
