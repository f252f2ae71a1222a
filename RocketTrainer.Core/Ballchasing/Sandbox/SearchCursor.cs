using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Where a page ended: the sort key in milliseconds and the id, in Ballchasing's own opaque form.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SearchCursor(long Key, string Id)
{
    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(double)Key:0.###############e+00}_{Id}")));

    public static SearchCursor Parse(string text)
    {
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var length))
        {
            var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('_', 2);
            if (parts.Length == 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var key)) return new((long)key, parts[1]);
        }
        throw SandboxQuery.Bad("after", text);
    }

    /// <summary>Whether an entry comes after this one in the given order.</summary>
    public bool IsBefore(long key, string id, bool descending)
    {
        var order = key != Key ? key.CompareTo(Key) : string.CompareOrdinal(id, Id);
        return descending ? order < 0 : order > 0;
    }
}
