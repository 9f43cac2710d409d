using Contracts.Orders;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>Behind the outbox: one statement for the rows of a batch, and an event out of each message.</summary>
internal sealed class BatchConsumer(BenchmarkDbContext dbContext) : IConsumer<Batch<OrderConfirmed>>
{
    private const string Insert = """
        INSERT INTO invoices (order_id, number, amount, lines)
        SELECT order_id, number, amount, lines::jsonb
        FROM unnest($1::uuid[], $2::text[], $3::numeric[], $4::text[]) AS invoice (order_id, number, amount, lines)
        """;

    // As a service's batch consumer is configured, and as much as by-hand-batch: one batch more than is worked on.
    private const int Prefetch = 300;

    public static void Configure(IConsumerConfigurator<BatchConsumer> consumer) => consumer.Options<BatchOptions>(options =>
        options.SetMessageLimit(100).SetConcurrencyLimit(2).SetTimeLimit(TimeSpan.FromMilliseconds(10))
            .SetConfigurationCallback((_, endpoint) => (endpoint.PrefetchCount, endpoint.ConcurrentMessageLimit) = (Prefetch, Prefetch)));

    public async Task Consume(ConsumeContext<Batch<OrderConfirmed>> context)
    {
        var orders = context.Message.Select(message => message.Message).ToList();

        // EF Core opened the connection and closes it: only the command is ours.
        await using (var command = new NpgsqlCommand(Insert, (NpgsqlConnection)dbContext.Database.GetDbConnection()))
        {
            Add(command, orders.Select(order => order.OrderId));
            Add(command, orders.Select(InvoiceTable.NumberOf));
            Add(command, orders.Select(InvoiceTable.AmountOf), NpgsqlDbType.Numeric);
            Add(command, orders.Select(InvoiceTable.LinesOf));
            await command.ExecuteNonQueryAsync(context.CancellationToken);
        }

        foreach (var message in context.Message)
            await message.Publish(InvoiceTable.EventOf(message.Message), context.CancellationToken);
    }

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType? type = null)
    {
        var parameter = new NpgsqlParameter<T[]> { TypedValue = [.. values] };
        if (type is { } element)
            parameter.NpgsqlDbType = NpgsqlDbType.Array | element;
        command.Parameters.Add(parameter);
    }
}
