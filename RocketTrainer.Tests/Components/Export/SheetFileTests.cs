using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using RocketTrainer.Tests.Support;
using RocketTrainer.Web.Export;

namespace RocketTrainer.Tests.Components.Export;

public sealed class SheetFileTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly DateTimeOffset Played = new(2026, 3, 14, 19, 30, 0, TimeSpan.FromHours(1));

    private static readonly Sheet Mates = new("Team-mates", ["name", "matches", "rate", "known", "played"],
    [
        ["=HYPERLINK(1)", 12, -0.125, true, Played],
        ["a,\"b\"\nc", 0, 1e21, false, Played],
        ["@sum", null, double.NaN, null, null],
    ]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_OfOneSheet_ReadsBackAsWritten()
    {
        var (content, extension) = await SheetFile.CsvAsync([Mates]);
        Assert.Equal("csv", extension);
        Assert.Equal(Encoding.UTF8.Preamble, content.AsSpan(0, 3)); // else Excel garbles names
        var rows = Csv.Read(Encoding.UTF8.GetString(content.AsSpan(3)));
        Assert.Equal(["name", "matches", "rate", "known", "played"], rows[0].Keys);
        Assert.Equal(("12", "-0.125", "true", "2026-03-14T18:30:00Z"), (rows[0]["matches"], rows[0]["rate"], rows[0]["known"], rows[0]["played"]));
        Assert.Equal(("a,\"b\"\nc", "0", "false"), (rows[1]["name"], rows[1]["matches"], rows[1]["known"]));
        Assert.Equal(1e21, double.Parse(rows[1]["rate"], CultureInfo.InvariantCulture));
        Assert.Equal(("", "", ""), (rows[2]["matches"], rows[2]["known"], rows[2]["played"]));
    }

    [Fact]
    public async Task Csv_ANameThatIsAFormula_IsNone()
    {
        var (content, _) = await SheetFile.CsvAsync([Mates]);
        var rows = Csv.Read(Encoding.UTF8.GetString(content.AsSpan(3)));
        Assert.All([rows[0]["name"], rows[2]["name"]], name => Assert.DoesNotContain(name[0], "=@+-\t\r"));
        Assert.EndsWith("=HYPERLINK(1)", rows[0]["name"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_ForAReaderWhoWritesCommas_HasPointsInItsNumbers()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        var (content, _) = await SheetFile.CsvAsync([Mates]);
        Assert.Equal("-0.125", Csv.Read(Encoding.UTF8.GetString(content.AsSpan(3)))[0]["rate"]);
    }

    [Fact]
    public async Task Day_WithoutAnHour_IsWrittenAsOne()
    {
        var sheet = new Sheet("Trend", ["at"], [[new DateOnly(2026, 3, 9)]]);
        var (content, _) = await SheetFile.CsvAsync([sheet]);
        Assert.Equal("2026-03-09", Csv.Read(Encoding.UTF8.GetString(content.AsSpan(3)))[0]["at"]);
        using var book = new ZipArchive(new MemoryStream(await SheetFile.ExcelAsync([sheet], Cancel)));
        using var cells = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains(new DateTime(2026, 3, 9).ToOADate().ToString(CultureInfo.InvariantCulture), await cells.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_OfSeveralSheets_IsAFileEach()
    {
        var (content, extension) = await SheetFile.CsvAsync([Mates, new("Opponents", ["name"], [["Vex"]]), new("Nobody", ["name"], [])]);
        Assert.Equal("zip", extension);
        using var zip = new ZipArchive(new MemoryStream(content));
        Assert.Equal(["Team-mates.csv", "Opponents.csv", "Nobody.csv"], zip.Entries.Select(e => e.FullName));
        Assert.Equal("Vex", Assert.Single(Csv.Read(await TextAsync(zip, "Opponents.csv")))["name"]);
        Assert.Empty(Csv.Read(await TextAsync(zip, "Nobody.csv")));
    }

    [Fact]
    public async Task Excel_OfSeveralSheets_NamesEach()
    {
        using var zip = new ZipArchive(new MemoryStream(await SheetFile.ExcelAsync([Mates, new("Opponents", ["name"], [["Vex"]])], Cancel)));
        Assert.Equal(["Team-mates", "Opponents"], XDocument.Parse(await TextAsync(zip, "xl/workbook.xml")).Descendants(Main + "sheet").Select(s => s.Attribute("name")!.Value));
        Assert.Equal([["name"], ["Vex"]], await CellsAsync(zip, 2));
    }

    [Fact]
    public async Task Excel_OfValues_KeepsWhatTheyAre()
    {
        using var zip = new ZipArchive(new MemoryStream(await SheetFile.ExcelAsync([Mates], Cancel)));
        var sheet = XDocument.Parse(await TextAsync(zip, "xl/worksheets/sheet1.xml"));
        Assert.Empty(sheet.Descendants(Main + "f")); // a name is never a formula
        var rows = await CellsAsync(zip, 1);
        Assert.Equal(["name", "matches", "rate", "known", "played"], rows[0]);
        Assert.Equal(["=HYPERLINK(1)", "12", "-0.125", "1"], rows[1].Take(4));
        Assert.Equal(Played.UtcDateTime, DateTime.FromOADate(double.Parse(rows[1][4], CultureInfo.InvariantCulture)), TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a,\"b\"\nc", "0", "1E+21", "0"], rows[2].Take(4));
        Assert.Equal(["@sum", "", "NaN", "", ""], rows[3]);
    }

    [Fact]
    public async Task Excel_ANameThatNoXmlCanHold_IsStillAFileThatOpens()
    {
        var sheet = new Sheet("Players", ["name"], [["a\u0001b"], ["half\ud83d"], ["<&>"]]);
        using var zip = new ZipArchive(new MemoryStream(await SheetFile.ExcelAsync([sheet], Cancel)));
        var rows = await CellsAsync(zip, 1);
        Assert.Equal(4, rows.Count);
        Assert.Equal("<&>", rows[3][0]);
    }

    [Fact]
    public async Task Excel_ATextLongerThanACell_IsStillAFileThatOpens()
    {
        using var zip = new ZipArchive(new MemoryStream(await SheetFile.ExcelAsync([new("Notes", ["text"], [[new string('x', 40_000)]])], Cancel)));
        Assert.Equal(2, (await CellsAsync(zip, 1)).Count);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync(Cancel), Encoding.UTF8);
        return await reader.ReadToEndAsync(Cancel);
    }

    private static async Task<List<List<string>>> CellsAsync(ZipArchive zip, int sheet) =>
    [
        .. XDocument.Parse(await TextAsync(zip, $"xl/worksheets/sheet{sheet}.xml"), LoadOptions.PreserveWhitespace).Descendants(Main + "row")
            .Select(row => row.Elements(Main + "c").Select(c => c.Value).ToList()),
    ];
}
