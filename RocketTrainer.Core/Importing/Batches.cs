using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RocketTrainer.Core.Importing;

internal static class Batches
{
    /// <summary>
    /// What comes through the channel in batches: a batch ends when it is full, or when its first element has waited
    /// for <paramref name="linger"/>.
    /// </summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> ReadAsync<T>(
        ChannelReader<T> reader, int size, TimeSpan linger, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await reader.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<T>(size);
            var patience = Task.Delay(linger, time, cancellationToken);
            do
            {
                while (batch.Count < size && reader.TryRead(out var one))
                    batch.Add(one);
            }
            while (batch.Count < size && await MoreAsync(patience));

            if (batch.Count > 0)
                yield return batch;
        }

        async Task<bool> MoreAsync(Task patience)
        {
            var more = reader.WaitToReadAsync(cancellationToken).AsTask();
            return await Task.WhenAny(more, patience) == more && await more;
        }
    }
}
