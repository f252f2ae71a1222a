using System.Text.Json;

namespace RocketTrainer.Tests.Support;

/// <summary>
/// Recorded replies of the real API. They name real players and therefore stay outside the repository: in
/// <c>../shared/ballchasing/samples</c> beside it, or below the folder that ROCKETTRAINER_SHARED names.
/// </summary>
public static class SharedSamples
{
    public static string? Folder { get; } = Find();

    /// <summary>Skips the running test, and says so, where there are no recordings.</summary>
    public static string Require() =>
        Folder ?? Skipped("SKIPPED, NOTHING CHECKED: the recorded Ballchasing replies are not here (../shared/ballchasing/samples beside the repository, or ROCKETTRAINER_SHARED).");

    /// <summary>Every object in the recordings that passes, however deep it stands, with the file's name.</summary>
    public static IEnumerable<(string File, JsonElement Json)> Objects(Func<JsonElement, bool> wanted)
    {
        foreach (var file in Directory.EnumerateFiles(Require(), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var found in Within(document.RootElement, wanted)) yield return (Path.GetFileName(file), found.Clone());
        }
    }

    private static IEnumerable<JsonElement> Within(JsonElement element, Func<JsonElement, bool> wanted)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            if (wanted(element)) return [element];
            return element.EnumerateObject().SelectMany(member => Within(member.Value, wanted));
        }
        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(item => Within(item, wanted)) : [];
    }

    private static string Skipped(string reason)
    {
        Assert.Skip(reason);
        return reason;
    }

    private static string? Find()
    {
        var root = Environment.GetEnvironmentVariable("ROCKETTRAINER_SHARED");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); root is null && folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RocketTrainer.sln"))) root = Path.Combine(folder.FullName, "..", "shared");
        }
        var samples = root is null ? null : Path.GetFullPath(Path.Combine(root, "ballchasing", "samples"));
        return Directory.Exists(samples) ? samples : null;
    }
}
