using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Takes sequence numbers from the database by the hundred: a message that knows its number before it is stored need not
/// be read back. Numbers left over when the process ends are lost, which nobody misses.
/// </summary>
/// <typeparam name="TDbContext">Each DbContext has numbers of its own.</typeparam>
internal sealed class SequenceNumbers<TDbContext>
{
    private const int Block = 100;

    private readonly ConcurrentQueue<long> _left = [];

    /// <summary>Numbers messages in their order.</summary>
    public async ValueTask NumberAsync(
        DbContext dbContext, string nextNumbers, List<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var taken = TakeLeft(messages.Count);
        if (taken.Count < messages.Count)
        {
            await using var next = Next(dbContext, nextNumbers, messages.Count);
            Take(taken, await next.ReadListAsync<long>(cancellationToken), messages.Count);
        }

        Assign(taken, messages);
    }

    /// <summary>The same without waiting asynchronously.</summary>
    public void Number(DbContext dbContext, string nextNumbers, List<OutboxMessage> messages)
    {
        var taken = TakeLeft(messages.Count);
        if (taken.Count < messages.Count)
        {
            using var next = Next(dbContext, nextNumbers, messages.Count);
            Take(taken, next.ReadList<long>(), messages.Count);
        }

        Assign(taken, messages);
    }

    private static DbCommand Next(DbContext dbContext, string nextNumbers, int count) =>
        dbContext.CreateCommand(nextNumbers, ("@count", Math.Max(Block, count)));

    private List<long> TakeLeft(int count)
    {
        var taken = new List<long>(count);
        while (taken.Count < count && _left.TryDequeue(out var number))
            taken.Add(number);
        return taken;
    }

    private void Take(List<long> taken, List<long> fresh, int count)
    {
        foreach (var number in fresh)
        {
            if (taken.Count < count)
                taken.Add(number);
            else
                _left.Enqueue(number);
        }
    }

    private static void Assign(List<long> taken, List<OutboxMessage> messages)
    {
        taken.Sort();
        for (var index = 0; index < taken.Count; index++)
            messages[index].SequenceNumber = taken[index];
    }
}
