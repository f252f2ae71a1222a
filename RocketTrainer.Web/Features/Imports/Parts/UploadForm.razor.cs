using Microsoft.AspNetCore.Components.Forms;
using RocketTrainer.Core.Accounts;
using RocketTrainer.Core.Ballchasing;
using RocketTrainer.Core.Importing.Uploads;
using RocketTrainer.Web.Auth;

namespace RocketTrainer.Web.Features.Imports.Parts;

/// <summary>Takes replay files, hands them on to Ballchasing one after the other, and has them imported.</summary>
public sealed partial class UploadForm(UploadService uploads, UploadRoom room, CurrentUser currentUser, BallchasingAccess access, ILogger<UploadForm> logger)
{
    private const int MostFiles = 200;
    private const int Piece = 81920;

    private readonly List<Row> _files = [];
    private string _visibility = "private";
    private UploadQuota? _quota;
    private bool _hasQuota;
    private bool _busy;
    private bool _over;
    private bool _tooMany;
    private bool _failed;
    private Guid? _import;

    private string VisibilityHint => _visibility == "public" ? "Everybody finds them there, and everybody's names are shown here."
        : _visibility == "private" && _quota is { IsOwn: false } ? "There they belong to the owner of this server's key. Here, strangers in them have no names."
        : "Here, strangers in them have no names.";

    private string QuotaWords => access.IsSandbox ? "This server invents its matches: nothing leaves it."
        : !_hasQuota ? "…"
        : _quota is null ? "This server has no Ballchasing key: give it one of your own under Account."
        : $"{(_quota.IsOwn ? "Your own key" : "This server's key")}, {_quota.Tier}: {_quota.Today} handed in within a day"
          + (_quota is { UsualPerDay: { } usual, MostPerDay: { } most } ? $"; Ballchasing takes {usual} a day, or up to {most} if its owner says so there." : ".");

    protected override async Task OnInitializedAsync() => await CountAsync(await currentUser.ViewerAsync());

    private async Task CountAsync(Viewer.Person owner) => (_quota, _hasQuota) = (await uploads.QuotaAsync(owner, CancellationToken.None), true);

    private async Task UploadAsync(InputFileChangeEventArgs chosen)
    {
        (_busy, _failed, _import) = (true, false, null);
        _files.Clear();
        _tooMany = chosen.FileCount > MostFiles;
        var files = _tooMany ? [] : chosen.GetMultipleFiles(MostFiles);
        _files.AddRange(files.Select(f => new Row(f.Name, f.Size)));
        var (owner, visibility, outcomes) = (await currentUser.ViewerAsync(), _visibility, new List<UploadedFile>());
        try
        {
            foreach (var (file, row) in files.Zip(_files))
            {
                await HandInAsync(owner, file, row, visibility, outcomes);
                await CountAsync(owner);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogBrokenOff(logger, e);
            _failed = true;
        }
        finally
        {
            _busy = false;
            // What is at Ballchasing is followed, also when the page was left.
            _import = (await uploads.ImportAsync(owner, outcomes, CancellationToken.None))?.Receipt.Id;
        }
    }

    private async Task HandInAsync(Viewer.Person owner, IBrowserFile file, Row row, string visibility, List<UploadedFile> outcomes)
    {
        if ((ReplayFileFormat.WrongName(file.Name) ?? ReplayFileFormat.WrongSize(file.Size)) is { } wrong)
        {
            row.Error = wrong; // without reading it
            return;
        }

        using var place = await room.EnterAsync(owner.UserId, CancellationToken.None);
        using var content = new MemoryStream(); // grows with what comes, whatever size the browser says
        await using (var stream = file.OpenReadStream(ReplayFileFormat.LargestFile))
        {
            var piece = new byte[Piece];
            while (await stream.ReadAsync(piece) is > 0 and var read)
            {
                content.Write(piece, 0, read);
                row.Read += read;
                StateHasChanged();
            }
        }

        row.IsSending = true;
        StateHasChanged();
        row.Outcome = await uploads.UploadAsync(owner, file.Name, content.ToArray(), visibility, CancellationToken.None);
        row.Error = row.Outcome.Error;
        outcomes.Add(row.Outcome);
        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files could not all be read from the browser")]
    private static partial void LogBrokenOff(ILogger logger, Exception exception);

    /// <summary>A file on its way.</summary>
    private sealed class Row(string name, long size)
    {
        public string Name => name;

        /// <summary>Bytes that came from the browser.</summary>
        public long Read { get; set; }

        public bool IsSending { get; set; }

        public UploadedFile? Outcome { get; set; }

        public string? Error { get; set; }

        /// <summary>The way here counts for half of it, the way to Ballchasing for the other.</summary>
        public double Percent => Outcome is not null || Error is not null ? 100 : size == 0 ? 0 : 50.0 * Read / size;

        public string Words => Error ?? (Outcome?.State switch
        {
            UploadState.Taken => "Ballchasing has it",
            UploadState.Known => "Ballchasing had it already",
            _ => IsSending ? "On its way to Ballchasing" : Read > 0 ? "On its way here" : "Waiting for its turn",
        });
    }
}
