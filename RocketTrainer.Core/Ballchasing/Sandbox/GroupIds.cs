namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>Group ids as Ballchasing makes them: the name in lower case with hyphens, and ten letters or digits.</summary>
internal static class GroupIds
{
    public static string Make(string name, ulong seed)
    {
        const string alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        var random = new SeededRandom(seed);
        var words = string.Join('-', name.ToLowerInvariant().Split([.. name.ToLowerInvariant().Where(c => !char.IsAsciiLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries));
        Span<char> tail = stackalloc char[10];
        foreach (ref var letter in tail) letter = alphabet[random.Below(alphabet.Length)];
        return words.Length == 0 ? tail.ToString() : $"{words[..Math.Min(words.Length, 32)].TrimEnd('-')}-{tail}";
    }
}
