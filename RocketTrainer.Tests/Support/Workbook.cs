using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace RocketTrainer.Tests.Support;

/// <summary>Reads exported files, CSV and Excel, without the product's libraries.</summary>
public static class Workbook
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>An Excel file: each sheet's rows by column name, every cell as the text that stands in the file.</summary>
    public static async Task<Dictionary<string, List<Dictionary<string, string>>>> ExcelAsync(string file, CancellationToken cancellationToken)
    {
        await using var zip = await ZipFile.OpenReadAsync(file, cancellationToken);
        var sheets = new Dictionary<string, List<Dictionary<string, string>>>(StringComparer.Ordinal);
        var names = XDocument.Parse(await TextAsync(zip, "xl/workbook.xml", cancellationToken)).Descendants(Main + "sheet").Select(s => s.Attribute("name")!.Value);
        foreach (var (i, name) in names.Index())
        {
            var rows = XDocument.Parse(await TextAsync(zip, string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{i + 1}.xml"), cancellationToken), LoadOptions.PreserveWhitespace)
                .Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(c => c.Value).ToList()).ToList();
            Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
            sheets[name] = [.. rows.Skip(1).Select(row => rows[0].Zip(row, KeyValuePair.Create).ToDictionary(StringComparer.Ordinal))];
        }

        return sheets;
    }

    /// <summary>A CSV file, or a zip of several where there are several sheets, the same way.</summary>
    public static async Task<Dictionary<string, List<Dictionary<string, string>>>> CsvAsync(string file, IReadOnlyCollection<string> sheets, CancellationToken cancellationToken)
    {
        if (sheets.Count == 1)
            return new(StringComparer.Ordinal) { [sheets.Single()] = Csv.Read(await File.ReadAllTextAsync(file, cancellationToken)) };
        await using var zip = await ZipFile.OpenReadAsync(file, cancellationToken);
        var read = new Dictionary<string, List<Dictionary<string, string>>>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
            read[Path.GetFileNameWithoutExtension(entry.FullName)] = Csv.Read(await TextAsync(zip, entry.FullName, cancellationToken));
        return read;
    }

    /// <summary>Both hold the same rows, cell by cell.</summary>
    public static void AssertSame(string where, IReadOnlyList<Dictionary<string, string>> csv, IReadOnlyList<Dictionary<string, string>> excel)
    {
        Assert.True(csv.Count == excel.Count, $"{where}: {csv.Count} and {excel.Count} rows");
        foreach (var (i, (one, other)) in csv.Zip(excel).Index())
        {
            Assert.Equal(one.Keys, other.Keys);
            foreach (var (column, cell) in one)
                Assert.True(IsSame(cell, other[column]), $"{where}, row {i}, {column}: '{cell}' and '{other[column]}'");
        }
    }

    /// <summary>Whether a cell of either holds the same: numbers, instants (Excel's are days since 1900), yes and no (1 and 0), texts.</summary>
    private static bool IsSame(string csv, string excel)
    {
        if (csv == excel || (csv, excel) is ("true", "1") or ("false", "0"))
            return true;
        if (double.TryParse(csv, CultureInfo.InvariantCulture, out var number))
            return double.TryParse(excel, CultureInfo.InvariantCulture, out var other) && Math.Abs(number - other) <= Math.Abs(number) * 1e-12;
        if (DateTime.TryParse(csv, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant))
            return double.TryParse(excel, CultureInfo.InvariantCulture, out var days) && Math.Abs((DateTime.FromOADate(days) - instant).TotalSeconds) < 1;
        return csv.Length == excel.Length + 1 && csv[1..] == excel; // what could be taken for a formula is led by a sign that makes it none
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync(cancellationToken));
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
