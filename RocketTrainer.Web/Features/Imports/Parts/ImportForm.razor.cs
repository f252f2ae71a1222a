using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RocketTrainer.Core.Importing;

namespace RocketTrainer.Web.Features.Imports.Parts;

/// <summary>Asks for an account and starts its import; then leads to the import's page.</summary>
public sealed partial class ImportForm(ImportService imports, NavigationManager navigation, IJSRuntime js, ILogger<ImportForm> logger)
{
    private readonly Wish _wish = new();
    private IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
    private bool _starting;
    private bool _failed;
    private bool _leadToMistake;

    // On a phone the field that is wrong is often out of sight.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_leadToMistake)
            return;
        _leadToMistake = false;
        await js.InvokeVoidAsync("rocketPage.focusMistake");
    }

    private string? Wrong(string field) => _errors.TryGetValue(field, out var messages) ? string.Join(" ", messages) : null;

    private async Task StartAsync()
    {
        (_starting, _failed) = (true, false);
        try
        {
            (var started, _errors) = await imports.StartAsync(_wish.ToRequest(), CancellationToken.None);
            if (started is not null)
                navigation.NavigateTo($"/imports/{started.Receipt.Id}");
            else
                (_wish.More, _leadToMistake) = (_wish.More || _errors.Keys.Any(k => k != "playerId"), true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotStarted(logger, e);
            _failed = true;
        }
        finally
        {
            _starting = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An import could not be started")]
    private static partial void LogNotStarted(ILogger logger, Exception exception);

    private sealed class Wish
    {
        public string? Account { get; set; }
        public IReadOnlyCollection<string> Playlists { get; set; } = [];
        public string? Season { get; set; }
        public string? After { get; set; }
        public string? Before { get; set; }
        public int? Max { get; set; }
        public bool More { get; set; }

        public ImportRequest ToRequest() => new()
        {
            Source = ImportSource.Player,
            PlayerId = Account,
            Playlists = [.. Playlists],
            Season = string.IsNullOrWhiteSpace(Season) ? null : Season.Trim(),
            After = Day(After),
            Before = Day(Before),
            Max = Max,
        };

        private static DateTimeOffset? Day(string? text) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;
    }
}
