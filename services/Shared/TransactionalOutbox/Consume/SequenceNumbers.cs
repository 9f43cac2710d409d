using System.Collections.Concurrent;
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

    /// <summary>Takes so many numbers in ascending order.</summary>
    public async ValueTask<List<long>> TakeAsync(
        DbContext dbContext, string nextNumbers, int count, CancellationToken cancellationToken)
    {
        var taken = new List<long>(count);
        while (taken.Count < count && _left.TryDequeue(out var number))
            taken.Add(number);

        if (taken.Count < count)
        {
            await using var next = dbContext.CreateCommand(nextNumbers, ("@count", Math.Max(Block, count)));
            foreach (var number in await next.ReadListAsync<long>(cancellationToken))
            {
                if (taken.Count < count)
                    taken.Add(number);
                else
                    _left.Enqueue(number);
            }
        }

        taken.Sort();
        return taken;
    }
}
