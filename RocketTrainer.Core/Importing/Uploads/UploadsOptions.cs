namespace RocketTrainer.Core.Importing.Uploads;

/// <summary>The configuration section <c>Replays</c>: a folder whose replay files are handed in by themselves.</summary>
public sealed class UploadsOptions
{
    public const string Section = "Replays";

    /// <summary>The folder, which is only read; null: none is watched.</summary>
    public string? WatchFolder { get; set; }

    /// <summary>Whose files these are: the SteamID64 of somebody who has signed in here.</summary>
    public string? WatchOwner { get; set; }

    /// <summary><c>public</c>, <c>unlisted</c> or <c>private</c>.</summary>
    public string WatchVisibility { get; set; } = "private";

    /// <summary>How often the folder is looked at; a file must not have changed for as long before it is read.</summary>
    public TimeSpan WatchEvery { get; set; } = TimeSpan.FromSeconds(5);
}
