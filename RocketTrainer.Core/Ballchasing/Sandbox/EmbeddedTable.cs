namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Comma-separated tables that travel inside the assembly; lines starting with # are comments, the first other line is the head.</summary>
internal static class EmbeddedTable
{
    public static IEnumerable<string[]> Rows(string name) => Lines(name).Skip(1).Select(line => line.Split(','));

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(typeof(EmbeddedTable), name)
            ?? throw new InvalidOperationException($"The assembly carries no table '{name}'.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
