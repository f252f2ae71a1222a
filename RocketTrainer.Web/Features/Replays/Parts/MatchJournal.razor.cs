using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Replays;

namespace RocketTrainer.Web.Features.Replays.Parts;

/// <summary>What a person keeps about a match for himself: a star, tags, a note. Each change is kept at once.</summary>
public sealed partial class MatchJournal(ReplayTags tags, ReplayNotes notes, ILogger<MatchJournal> logger)
{
    private IReadOnlyList<string>? _tags;
    private string _note = "";
    private string _newTag = "";
    private string? _said;
    private string? _trouble;
    private bool _failed;
    private Guid _read;

    [Parameter, EditorRequired]
    public required Viewer.Person Viewer { get; set; }

    [Parameter, EditorRequired]
    public Guid Replay { get; set; }

    private bool IsFavourite => _tags?.Contains(ReplayTag.Favourite, StringComparer.Ordinal) == true;

    protected override async Task OnParametersSetAsync()
    {
        if (_read == Replay)
            return;
        // Nothing of one match may stand there under another.
        var replay = _read = Replay;
        (_tags, _note, _newTag, _said) = (null, "", "", null);
        await DoAsync("Your notes could not be read.", async () =>
        {
            var found = await tags.FindAsync(Viewer, replay, CancellationToken.None);
            var note = await notes.FindAsync(Viewer, replay, CancellationToken.None) ?? "";
            if (replay == _read)
                (_tags, _note) = (found, note);
        });
    }

    private Task StarAsync() => SetTagsAsync(IsFavourite ? _tags!.Where(t => t != ReplayTag.Favourite) : _tags!.Append(ReplayTag.Favourite));

    private Task UntagAsync(string tag) => SetTagsAsync(_tags!.Where(t => t != tag));

    private Task TagAsync()
    {
        var tag = ReplayTag.Parse(_newTag);
        _newTag = "";
        if (tag is null || _tags is null || _tags.Contains(tag, StringComparer.Ordinal))
            return Task.CompletedTask;
        if (_tags.Count >= ReplayTags.MostPerMatch)
        {
            _said = $"A match has at most {ReplayTags.MostPerMatch} tags.";
            return Task.CompletedTask;
        }

        return SetTagsAsync(_tags.Append(tag));
    }

    private Task SetTagsAsync(IEnumerable<string> wanted) => DoAsync("The tags could not be kept.", async () =>
    {
        List<string> set = [.. wanted];
        if (await tags.SetAsync(Viewer, Replay, set, CancellationToken.None))
            (_tags, _said) = (set, null);
    });

    private Task WriteAsync(ChangeEventArgs e) => DoAsync("The note could not be kept; it still stands in the field.", async () =>
    {
        var text = e.Value?.ToString() ?? "";
        if (await notes.SetAsync(Viewer, Replay, text, CancellationToken.None))
            (_note, _said) = (text, "Kept.");
    });

    private async Task DoAsync(string trouble, Func<Task> work)
    {
        try
        {
            await work();
            _failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogTrouble(logger, Replay, e);
            (_failed, _trouble, _said) = (true, trouble, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The notes of match {ReplayId} could not be read or kept")]
    private static partial void LogTrouble(ILogger logger, Guid replayId, Exception exception);
}
