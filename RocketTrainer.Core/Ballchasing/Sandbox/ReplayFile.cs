using System.Globalization;
using System.Text;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>What the sandbox hands out as a replay file: a head as the game writes it, the replay's id, and padding.</summary>
internal static class ReplayFile
{
    private const string Head = "TAGame.Replay_Soccar_TA\0sandbox:";

    public static byte[] Create(ReplaySheet sheet)
    {
        var content = new byte[48 * 1024];
        var random = new SeededRandom(sheet.Seed);
        for (var i = 0; i < content.Length; i++) content[i] = (byte)random.Next();
        Encoding.ASCII.GetBytes(Head + sheet.Id.ToString(), content);
        return content;
    }

    public static Guid? IdIn(ReadOnlySpan<byte> content) =>
        content.Length >= Head.Length + 36 && content.StartsWith(Encoding.ASCII.GetBytes(Head)) && Guid.TryParse(Encoding.ASCII.GetString(content.Slice(Head.Length, 36)), CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}
