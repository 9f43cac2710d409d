using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.Orders.Validation;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Import;

/// <summary>Commits many orders with their events in one transaction, each attempt in a scope of its own.</summary>
internal sealed class OrderBatchWriter(IServiceScopeFactory scopeFactory, TimeProvider timeProvider)
{
    // Two imports of one file meet in each batch; a batch that loses finds most of its orders there the next time.
    private const int MaxAttempts = 10;

    /// <summary>Commits those of the orders that are new.</summary>
    /// <param name="orders">The orders, each with its id.</param>
    /// <param name="cancellationToken">Gives up; what was committed stays.</param>
    /// <returns>What became of each, in the same order.</returns>
    internal async Task<IReadOnlyList<AcceptanceResult>> WriteAsync(IReadOnlyList<ValidatedOrder> orders,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            await using var scope = scopeFactory.CreateAsyncScope();
            var session = new OrderSession(scope.ServiceProvider, OrderFactory.UtcNow(timeProvider));
            var standing = await StandingOrders.LoadAsync(session.DbContext, orders, cancellationToken);

            var results = new List<AcceptanceResult>(orders.Count);
            foreach (var order in orders)
                results.Add(standing.Find(order) ?? standing.Add(await session.AddAsync(order, cancellationToken)));

            if (results.TrueForAll(result => result.Outcome != AcceptanceOutcome.Accepted)
                || await session.CommitAsync(cancellationToken))
                return results;
        }

        throw new InvalidOperationException(
            $"The orders were overtaken {MaxAttempts} times by others with the same keys; import the file again.");
    }

    /// <summary>The orders that share an id or a number with a batch, those of the batch itself included.</summary>
    private sealed class StandingOrders
    {
        private readonly Dictionary<Guid, (string Number, byte[] Fingerprint)> _byId = [];
        private readonly Dictionary<string, Guid> _byNumber = new(StringComparer.Ordinal);

        internal static async Task<StandingOrders> LoadAsync(OrdersDbContext dbContext,
            IReadOnlyList<ValidatedOrder> orders, CancellationToken cancellationToken)
        {
            var ids = orders.Select(order => order.OrderId!.Value).ToList(); // the caller has given each one
            var numbers = orders.Select(order => order.OrderNumber).OfType<string>().ToList();
            var rows = await dbContext.Orders.AsNoTracking()
                .Where(row => ids.Contains(row.OrderId) || numbers.Contains(row.OrderNumber))
                .Select(row => new { row.OrderId, row.OrderNumber, row.Fingerprint })
                .ToListAsync(cancellationToken);

            var standing = new StandingOrders();
            foreach (var row in rows)
                standing.Remember(row.OrderId, row.OrderNumber, row.Fingerprint);
            return standing;
        }

        internal AcceptanceResult? Find(ValidatedOrder order)
        {
            var orderId = order.OrderId!.Value; // the caller has given each one
            if (_byId.TryGetValue(orderId, out var same))
            {
                var isRepeated = order.IsKnownBy(same.Fingerprint);
                return new AcceptanceResult(isRepeated ? AcceptanceOutcome.Duplicate : AcceptanceOutcome.Conflict,
                    orderId, same.Number);
            }

            return order.OrderNumber is { } number && _byNumber.TryGetValue(number, out var owner)
                ? new AcceptanceResult(AcceptanceOutcome.OrderNumberTaken, owner, number)
                : null;
        }

        internal AcceptanceResult Add(Order row)
        {
            Remember(row.OrderId, row.OrderNumber, row.Fingerprint);
            return new AcceptanceResult(AcceptanceOutcome.Accepted, row.OrderId, row.OrderNumber);
        }

        private void Remember(Guid orderId, string number, byte[] fingerprint)
        {
            _byId[orderId] = (number, fingerprint);
            _byNumber[number] = orderId;
        }
    }
}
