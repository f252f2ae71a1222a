using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace RocketTrainer.Web.Export;

/// <summary>Sheets as a file.</summary>
public static class SheetFile
{
    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        WriteByteOrderMark = true, // Excel takes anything else for its own code page
        Injection = CsvInjection.Escape, // a player may be called =HYPERLINK(…)
    };

    /// <summary>As Excel opens it, a worksheet each.</summary>
    public static async Task<byte[]> ExcelAsync(IReadOnlyList<Sheet> sheets, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await using (var workbook = await Spreadsheet.CreateNewAsync(file, cancellationToken: cancellationToken))
        {
            var head = workbook.AddStyle(new Style { Font = { Bold = true } });
            foreach (var sheet in sheets)
            {
                await workbook.StartWorksheetAsync(sheet.Name, new WorksheetOptions { FrozenRows = 1 }, cancellationToken);
                await workbook.AddHeaderRowAsync([.. sheet.Columns], head, cancellationToken);
                foreach (var row in sheet.Rows)
                    await workbook.AddRowAsync([.. row.Select(Cell)], cancellationToken);
            }

            await workbook.FinishAsync(cancellationToken);
        }

        return file.ToArray();
    }

    /// <summary>As text, numbers invariant; several sheets as a zip of one file each.</summary>
    public static async Task<(byte[] Content, string Extension)> CsvAsync(IReadOnlyList<Sheet> sheets)
    {
        if (sheets is [var only])
            return (await CsvAsync(only), "csv");
        using var file = new MemoryStream();
        await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var sheet in sheets)
            {
                await using var entry = await zip.CreateEntry($"{sheet.Name}.csv").OpenAsync();
                await entry.WriteAsync(await CsvAsync(sheet));
            }
        }

        return (file.ToArray(), "zip");
    }

    private static async Task<byte[]> CsvAsync(Sheet sheet)
    {
        using var file = new MemoryStream();
        await using (var csv = CsvWriter.Create(file, Options, leaveOpen: true))
        {
            foreach (var column in sheet.Columns)
                csv.WriteField(column);
            await csv.EndRecordAsync(CancellationToken.None);
            foreach (var row in sheet.Rows)
            {
                foreach (var value in row)
                    Write(csv, value);
                await csv.EndRecordAsync(CancellationToken.None);
            }
        }

        return file.ToArray();
    }

    private static void Write(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case double number when double.IsFinite(number): csv.WriteField(number); break;
            case int number: csv.WriteField(number); break;
            case bool flag: csv.WriteField(flag ? "true" : "false"); break;
            case DateTimeOffset instant: csv.WriteField(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)); break;
            case DateOnly day: csv.WriteField(day.ToString("O", CultureInfo.InvariantCulture)); break;
            default: csv.WriteField(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static Cell Cell(object? value) => value switch
    {
        null => new Cell((string?)null),
        double number when double.IsFinite(number) => new Cell(number),
        int number => new Cell(number),
        bool flag => new Cell(flag),
        DateTimeOffset instant => new Cell(instant.UtcDateTime),
        DateOnly day => new Cell(day.ToDateTime(TimeOnly.MinValue)),
        _ => new Cell(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
