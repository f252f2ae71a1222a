namespace RocketTrainer.Tests.Support;

/// <summary>Where the source is that the tests were built from.</summary>
public static class Repository
{
    private static readonly Lazy<string> Found = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RocketTrainer.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return folder.FullName;
    });

    public static string Root => Found.Value;
}
