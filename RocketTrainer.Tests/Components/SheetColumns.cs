using RocketTrainer.Web.Export;

namespace RocketTrainer.Tests.Components;

internal static class SheetColumns
{
    public static List<object?> Column(this Sheet sheet, string name)
    {
        var place = sheet.Columns.Index().Single(c => c.Item == name).Index;
        return [.. sheet.Rows.Select(row => row[place])];
    }
}
