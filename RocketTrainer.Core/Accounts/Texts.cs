namespace RocketTrainer.Core.Accounts;

internal static class Texts
{
    /// <summary>The beginning of a text, at most so long, without half a character at its end.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
