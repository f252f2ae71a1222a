using System.Text;

namespace RocketTrainer.Core.Data;

/// <summary>What the few words mean that stand in a column again and again: each is understood, and its text made, once.</summary>
internal sealed class Words<T>(Func<string, T> meaning)
{
    private readonly Dictionary<string, T> _meanings = new(StringComparer.Ordinal);
    private readonly List<(byte[] Utf8, T Meaning)> _seen = [];

    public T this[string word] => _meanings.TryGetValue(word, out var known) ? known : _meanings[word] = meaning(word);

    public T this[ReadOnlySpan<byte> utf8]
    {
        get
        {
            foreach (var (seen, known) in _seen)
            {
                if (utf8.SequenceEqual(seen))
                    return known;
            }

            var made = this[Encoding.UTF8.GetString(utf8)];
            _seen.Add((utf8.ToArray(), made));
            return made;
        }
    }
}
