using Microservices.Orders.Data;
using Microservices.Orders.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Acceptance;

/// <summary>Commits one order, its event and the caller's idempotency key in one transaction.</summary>
internal sealed class OrderAcceptance(
    IServiceScopeFactory scopeFactory,
    IOptions<OrdersOptions> options,
    TimeProvider timeProvider,
    OrdersMetrics metrics,
    ILogger<OrderAcceptance> logger)
{
    // A race is lost at most once per key in play (order id, number, idempotency key); the winner is then found.
    private const int MaxAttempts = 4;

    /// <summary>Accepts an order, or says what stands in the way.</summary>
    /// <param name="order">The order.</param>
    /// <param name="idempotencyKey">The caller's key, if any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it.</returns>
    internal async Task<AcceptanceResult> AcceptAsync(ValidatedOrder order, CallersKey? idempotencyKey,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await TryAcceptAsync(order, idempotencyKey, cancellationToken) is { } result)
                return Record(result);
            if (attempt == MaxAttempts)
                throw new InvalidOperationException(
                    $"The order was overtaken {MaxAttempts} times by others with the same key; send it again.");
        }
    }

    private AcceptanceResult Record(AcceptanceResult result)
    {
        switch (result.Outcome)
        {
            case AcceptanceOutcome.Accepted:
                logger.OrderAccepted(result.OrderId, result.OrderNumber);
                metrics.Accepted(OrdersMetrics.Http);
                break;
            case AcceptanceOutcome.Duplicate:
                logger.OrderRepeated(result.OrderId, result.OrderNumber);
                metrics.Duplicate(OrdersMetrics.Http);
                break;
            case AcceptanceOutcome.OrderNumberTaken:
                metrics.Rejected(OrdersMetrics.Http, Reasons.OrderNumberTaken);
                break;
            default:
                metrics.Rejected(OrdersMetrics.Http, Reasons.Conflict);
                break;
        }

        return result;
    }

    private async Task<AcceptanceResult?> TryAcceptAsync(ValidatedOrder order, CallersKey? idempotencyKey,
        CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        var session = new OrderSession(scope.ServiceProvider, OrderFactory.UtcNow(timeProvider));

        if (idempotencyKey is not null
            && await FindAnsweredAsync(session, idempotencyKey, order, cancellationToken) is { } answered)
            return answered;

        var standing = await FindStandingAsync(session.DbContext, order, cancellationToken);
        if (standing is not null and not { Outcome: AcceptanceOutcome.Duplicate })
            return standing;

        var row = standing is null ? await session.AddAsync(order, cancellationToken) : null;
        var result = standing ?? new AcceptanceResult(AcceptanceOutcome.Accepted, row!.OrderId,
            row.OrderNumber); // added above
        if (idempotencyKey is not null)
            session.DbContext.IdempotencyKeys.Add(new IdempotencyKey
            {
                Key = idempotencyKey.Stored,
                Fingerprint = order.Fingerprint,
                OrderId = result.OrderId,
                CreatedAt = session.AcceptedAt,
            });

        return await session.CommitAsync(cancellationToken) ? result : null;
    }

    private async Task<AcceptanceResult?> FindAnsweredAsync(OrderSession session, CallersKey idempotencyKey,
        ValidatedOrder order, CancellationToken cancellationToken)
    {
        var forgottenBefore = session.AcceptedAt - options.Value.IdempotencyKeyRetention;
        // The key alone is of a release that did not know its callers; such rows are gone after their retention.
        var found = await session.DbContext.IdempotencyKeys.AsNoTracking()
            .Where(key => key.Key == idempotencyKey.Stored || key.Key == idempotencyKey.Key)
            .OrderByDescending(key => key.Key == idempotencyKey.Stored)
            .Join(session.DbContext.Orders, key => key.OrderId, row => row.OrderId,
                (key, row) => new { key.Fingerprint, key.CreatedAt, row.OrderId, row.OrderNumber })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;

        if (found.CreatedAt < forgottenBefore)
        {
            // Forgotten, but not deleted yet: the key is free again.
            await session.DbContext.IdempotencyKeys
                .Where(key => (key.Key == idempotencyKey.Stored || key.Key == idempotencyKey.Key) && key.CreatedAt < forgottenBefore)
                .ExecuteDeleteAsync(cancellationToken);
            return null;
        }

        var outcome = order.IsKnownBy(found.Fingerprint)
            ? AcceptanceOutcome.Duplicate
            : AcceptanceOutcome.IdempotencyKeyReused;
        return new AcceptanceResult(outcome, found.OrderId, found.OrderNumber);
    }

    private static async Task<AcceptanceResult?> FindStandingAsync(OrdersDbContext dbContext, ValidatedOrder order,
        CancellationToken cancellationToken)
    {
        var found = await dbContext.Orders.AsNoTracking()
            .Where(row => row.OrderId == order.OrderId || row.OrderNumber == order.OrderNumber)
            .Select(row => new { row.OrderId, row.OrderNumber, row.Fingerprint })
            .ToListAsync(cancellationToken);

        var same = found.Find(row => row.OrderId == order.OrderId);
        var numbered = found.Find(row => row.OrderNumber == order.OrderNumber);
        if ((same ?? numbered) is not { } standing)
            return null;

        // Without an id, an equal order under the same number is the same order sent again.
        var isRepeated = order.IsKnownBy(standing.Fingerprint);
        var outcome = isRepeated ? AcceptanceOutcome.Duplicate
            : same is not null ? AcceptanceOutcome.Conflict : AcceptanceOutcome.OrderNumberTaken;
        return new AcceptanceResult(outcome, standing.OrderId, standing.OrderNumber);
    }
}
