using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Takes sequence numbers from the database by the hundred: a message that knows its number before it is stored need not
/// be read back. Numbers left over when the process ends are lost; gaps are harmless.
/// </summary>
/// <typeparam name="TDbContext">Each DbContext has numbers of its own.</typeparam>
internal sealed class SequenceNumbers<TDbContext>
{
    private const int Block = 100;

    private readonly ConcurrentQueue<long> _left = [];

    /// <summary>Numbers messages in their order.</summary>
    public async ValueTask NumberAsync(
        DbContext dbContext, string nextNumbers, List<OutboxMessage> messages, bool isAsync, CancellationToken cancellationToken)
    {
        var taken = TakeLeft(messages.Count);
        if (taken.Count < messages.Count)
        {
            using var next = dbContext.CreateCommand(nextNumbers, ("@count", Math.Max(Block, messages.Count)));
            taken.AddRange(await next.ReadListAsync<long>(isAsync, cancellationToken));
            KeepAllBut(messages.Count, taken);
        }

        taken.Sort();
        for (var index = 0; index < taken.Count; index++)
            messages[index].SequenceNumber = taken[index];
    }

    private List<long> TakeLeft(int count)
    {
        var taken = new List<long>(count);
        while (taken.Count < count && _left.TryDequeue(out var number))
            taken.Add(number);
        return taken;
    }

    private void KeepAllBut(int count, List<long> taken)
    {
        foreach (var number in taken.Skip(count))
            _left.Enqueue(number);
        taken.RemoveRange(count, taken.Count - count);
    }
}
