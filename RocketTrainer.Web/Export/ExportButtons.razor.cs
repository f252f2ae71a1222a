using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace RocketTrainer.Web.Export;

/// <summary>Saves what a page shows as CSV or for Excel.</summary>
public sealed partial class ExportButtons
{
    private bool _busy;
    private string? _trouble;

    /// <summary>Asked when somebody wants the file.</summary>
    [Parameter, EditorRequired]
    public required Func<IReadOnlyList<Sheet>> Of { get; set; }

    /// <summary>The file's name without its extension.</summary>
    [Parameter, EditorRequired]
    public required string FileName { get; set; }

    private async Task SaveAsync(bool excel)
    {
        _busy = true;
        _trouble = null;
        try
        {
            var sheets = Of();
            if (sheets.Count == 0)
            {
                _trouble = "There is nothing to take along yet.";
                return;
            }

            var (content, extension) = excel ? (await SheetFile.ExcelAsync(sheets, CancellationToken.None), "xlsx") : await SheetFile.CsvAsync(sheets);
            using var stream = new DotNetStreamReference(new MemoryStream(content));
            await Script.InvokeVoidAsync("rocketPage.save", $"{Clean(FileName)}.{extension}", stream);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone.
        }
        catch (Exception e)
        {
            LogNotSaved(Logger, FileName, e);
            _trouble = "The file could not be made. Try it again in a moment.";
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Clean(string name) => string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('-', '.') is { Length: > 0 } clean ? clean : "rockettrainer";

    [LoggerMessage(Level = LogLevel.Error, Message = "{FileName} could not be made for somebody who asked for it")]
    private static partial void LogNotSaved(ILogger logger, string fileName, Exception exception);
}
