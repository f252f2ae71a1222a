namespace RocketTrainer.Web.Export;

/// <summary>A table as it is taken along: what a page shows, with numbers unrounded.</summary>
/// <param name="Name">At most 31 characters, as Excel allows.</param>
/// <param name="Columns">The head.</param>
/// <param name="Rows">Texts, numbers, instants, days, yes and no; null where nothing is known. As many as there are columns.</param>
public sealed record Sheet(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Something whose numbers can be taken along.</summary>
public interface IExportable
{
    /// <summary>What is on the screen now; empty while there is nothing.</summary>
    IReadOnlyList<Sheet> Sheets();
}
