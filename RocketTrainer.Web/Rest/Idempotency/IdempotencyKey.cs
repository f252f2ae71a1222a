using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace RocketTrainer.Web.Rest.Idempotency;

/// <summary>The header by which a repeated request is known.</summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const int Longest = 128;

    /// <summary>
    /// Reads a structured string (RFC 8941, 3.3.3), <c>"a-key"</c>, or the same without its quotes: 1 to
    /// <see cref="Longest"/> visible ASCII characters.
    /// </summary>
    public static bool TryRead(StringValues header, [NotNullWhen(true)] out string? key)
    {
        key = header is [{ } text] ? Unquoted(text.Trim()) : null;
        if (key is { Length: >= 1 and <= Longest } && key.All(c => c is > ' ' and <= '~'))
            return true;
        key = null;
        return false;
    }

    private static string? Unquoted(string text)
    {
        if (!text.StartsWith('"'))
            return text.Contains('"', StringComparison.Ordinal) ? null : text;
        var key = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    return i == text.Length - 1 ? key.ToString() : null;
                case '\\' when i + 1 < text.Length && text[i + 1] is '"' or '\\':
                    key.Append(text[++i]);
                    break;
                case '\\':
                    return null;
                default:
                    key.Append(text[i]);
                    break;
            }
        }

        return null;
    }
}
