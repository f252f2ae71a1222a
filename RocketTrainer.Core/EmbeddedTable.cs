namespace RocketTrainer.Core;

/// <summary>Comma-separated tables that travel inside the assembly; lines starting with # are comments, the first other line is the head.</summary>
internal static class EmbeddedTable
{
    /// <param name="beside">A type of the folder that the table lies in.</param>
    public static IEnumerable<string[]> Rows(Type beside, string name) => Lines(beside, name).Skip(1).Select(line => line.Split(','));

    private static IEnumerable<string> Lines(Type beside, string name)
    {
        using var stream = beside.Assembly.GetManifestResourceStream(beside, name)
            ?? throw new InvalidOperationException($"The assembly carries no table '{name}'.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
