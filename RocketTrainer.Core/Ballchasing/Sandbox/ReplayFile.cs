using System.Globalization;
using System.Text;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>What the sandbox hands out as a replay file: a header that names the replay, and a body of noise, with sizes and checksums as they must be.</summary>
internal static class ReplayFile
{
    private const string Mark = "sandbox:";
    private const int BodySize = 48 * 1024;

    public static byte[] Create(ReplaySheet sheet)
    {
        var body = new byte[BodySize];
        var random = new SeededRandom(sheet.Seed);
        for (var i = 0; i < body.Length; i++) body[i] = (byte)random.Next();
        return ReplayFileFormat.Write(ReplayFileFormat.Header(Mark + sheet.Id.ToString()), body);
    }

    public static Guid? IdIn(ReadOnlySpan<byte> content)
    {
        var at = content.IndexOf(Encoding.ASCII.GetBytes(Mark));
        return at >= 0 && content.Length >= at + Mark.Length + 36 && Guid.TryParse(Encoding.ASCII.GetString(content.Slice(at + Mark.Length, 36)), CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
