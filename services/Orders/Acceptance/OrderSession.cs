using System.Globalization;
using MassTransit;
using Microservices.Orders.Data;
using Microservices.Orders.Data.Sql;
using Microservices.Orders.Validation;
using Microsoft.EntityFrameworkCore;

namespace Microservices.Orders.Acceptance;

/// <summary>
/// One attempt to commit orders: rows and events collected here leave together with <see cref="CommitAsync"/>. A failed
/// attempt is thrown away with its scope, because the outbox of a DbContext that failed to save is spent.
/// </summary>
internal sealed class OrderSession(IServiceProvider services, DateTime acceptedAt)
{
    private readonly OrdersDbContext _dbContext = services.GetRequiredService<OrdersDbContext>();
    private readonly IPublishEndpoint _publishEndpoint = services.GetRequiredService<BusOutbox<OrdersDbContext>>().PublishEndpoint;

    internal OrdersDbContext DbContext => _dbContext;

    internal DateTime AcceptedAt => acceptedAt;

    /// <summary>Adds an order that is known to be new.</summary>
    internal async Task<Order> AddAsync(ValidatedOrder order, CancellationToken cancellationToken)
    {
        var orderNumber = order.OrderNumber ?? await NextFreeNumberAsync(cancellationToken);
        var row = OrderFactory.CreateRow(order, order.OrderId ?? Guid.CreateVersion7(), orderNumber, acceptedAt);
        _dbContext.Orders.Add(row);

        // Consumers tell a repeated order by its MessageId before they look at it.
        await _publishEndpoint.Publish(OrderFactory.CreateEvent(order, row),
            context => context.MessageId = row.OrderId, cancellationToken);
        return row;
    }

    /// <summary>Commits what was added.</summary>
    /// <returns><see langword="false"/> if somebody else was first with a key: begin again in a new scope.</returns>
    internal async Task<bool> CommitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _dbContext.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (_dbContext.Sql().IsRace(exception))
        {
            return false; // the caller looks again, and answers by what it finds
        }
    }

    private async Task<string> NextFreeNumberAsync(CancellationToken cancellationToken)
    {
        // A shop may have given an order the number that would be next.
        while (true)
        {
            var value = await _dbContext.Sql().NextOrderNumberAsync(_dbContext, cancellationToken);
            var number = string.Create(CultureInfo.InvariantCulture, $"O-{value:D8}");
            if (!await _dbContext.Orders.AnyAsync(order => order.OrderNumber == number, cancellationToken))
                return number;
        }
    }
}
