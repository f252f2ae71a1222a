using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Ballchasing.Sandbox;
using RocketTrainer.Core.Importing;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Imports.Parts;

/// <summary>Asks whose or which replays are wanted and starts their import, then leads to the import's page; or takes files.</summary>
public sealed partial class ImportForm(
    ImportService imports, CurrentUser currentUser, BallchasingAccess access, IServiceProvider services, NavigationManager navigation, IJSRuntime js, ILogger<ImportForm> logger)
{
    private readonly Wish _wish = new();
    private IReadOnlyDictionary<string, string[]> _errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
    private bool _starting;
    private bool _failed;
    private bool _leadToMistake;

    private string GroupHint => access.IsSandbox && services.GetRequiredService<SandboxLeague>().Groups is [var newest, ..]
        ? $"A group's id, for example {newest.Id} ({newest.Name}, {newest.Replays} replays)."
        : "A group's id or its address on Ballchasing.";

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
            (var started, _errors) = await imports.StartAsync(await currentUser.ViewerAsync(), _wish.ToRequest(), CancellationToken.None);
            if (started is not null)
                navigation.NavigateTo($"/imports/{started.Receipt.Id}");
            else
                (_wish.More, _leadToMistake) = (_wish.More || _errors.Keys.Any(k => k is "playlists" or "season" or "after" or "before" or "max"), true);
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

    private enum Choice { Player, Group, Replays, Files }

    private sealed class Wish
    {
        public Choice Choice { get; set; }
        public bool HasOptions => Choice is Choice.Player or Choice.Group;
        public string? Account { get; set; }
        public string? Group { get; set; }
        public string? Replays { get; set; }
        public IReadOnlyCollection<string> Playlists { get; set; } = [];
        public string? Season { get; set; }
        public string? After { get; set; }
        public string? Before { get; set; }
        public int? Max { get; set; }
        public bool More { get; set; }

        public ImportRequest ToRequest() => Choice == Choice.Replays
            ? new ImportRequest { Source = ImportSource.Replays, ReplayIds = [.. Lines(Replays).Select(IdOf)] }
            : new ImportRequest
            {
                Source = Choice == Choice.Group ? ImportSource.Group : ImportSource.Player,
                PlayerId = Choice == Choice.Player ? Account : null,
                GroupId = Choice == Choice.Group ? IdOf(Group ?? "") : null,
                Playlists = [.. Playlists],
                Season = string.IsNullOrWhiteSpace(Season) ? null : Season.Trim(),
                After = Day(After),
                Before = Day(Before),
                Max = Max,
            };

        private static string[] Lines(string? text) =>
            (text ?? "").Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        /// <summary>The id at the end of an address, or the text itself.</summary>
        private static string IdOf(string text) =>
            Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) ? address.Segments[^1].Trim('/') : text.Trim();

        private static DateTimeOffset? Day(string? text) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;
    }
}
