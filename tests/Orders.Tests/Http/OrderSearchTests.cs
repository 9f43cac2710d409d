using Microservices.Orders.Data;
using Microservices.Orders.Endpoints;
using Microservices.Orders.Fulfilment;
using Microservices.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Microservices.Orders.Tests.Http;

/// <summary>Asks PostgreSQL how it looks for orders, of which it has enough for an index to be worth while.</summary>
public sealed class OrderSearchTests : IAsyncLifetime
{
    private const int Orders = 20_000;

    private static readonly DateTime Noon = new(2026, 5, 2, 12, 0, 0, DateTimeKind.Utc);

    private OrdersDbContext _dbContext = null!; // set by InitializeAsync

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Searches =>
        ["all", "after", "status", "status after", "email", "email status", "customer", "number", "range", "range status after"];

    public async ValueTask InitializeAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Cancelled);
        _dbContext = new OrdersDbContext(new DbContextOptionsBuilder<OrdersDbContext>()
            .UseNpgsql(database).UseSnakeCaseNamingConvention().Options);
        var migrator = _dbContext.GetService<IMigrator>();
        await migrator.MigrateAsync("VacuumEarly", Cancelled);
        await _dbContext.Database.ExecuteSqlAsync($$"""
            INSERT INTO orders (order_id, order_number, customer_id, customer_name, customer_email, customer_locale, currency,
                total_amount, confirmed_at, accepted_at, lines, fingerprint)
            SELECT gen_random_uuid(), 'N-' || n, 'C-' || n % 1000, 'Jane', 'jane' || n % 1000 || '@example.test', 'en', 'GBP', 1,
                {{Noon}}, {{Noon}} - n * interval '1 second', '[]', '\x00'
            FROM generate_series(100, {{Orders + 99}}) AS n
            """, Cancelled);
        // All are done, but every hundredth, which failed, and the next, of which one step is missing.
        await _dbContext.Database.ExecuteSqlAsync($"""
            INSERT INTO fulfilment_steps (order_id, step, status)
            SELECT order_id, step, CASE WHEN step = 'email' AND order_number LIKE '%00' THEN 'failed' ELSE 'done' END
            FROM orders CROSS JOIN unnest(ARRAY['email', 'inventory', 'invoice']) AS step
            WHERE step <> 'invoice' OR order_number NOT LIKE '%01'
            """, Cancelled);
        await migrator.MigrateAsync(null, Cancelled);
        await _dbContext.Database.ExecuteSqlRawAsync("ANALYZE", Cancelled);
        await OrderStatusRepair.RepairAsync(_dbContext, OrderStatusRepair.PageSize, Cancelled);
        await _dbContext.Database.ExecuteSqlRawAsync("ANALYZE", Cancelled);
    }

    public ValueTask DisposeAsync() => _dbContext.DisposeAsync();

    [Fact]
    public async Task Should_give_todays_steps_and_status_to_the_orders_that_were_there()
    {
        var statuses = await _dbContext.Orders.GroupBy(order => new { order.Status, order.ExpectedSteps })
            .Select(group => new { group.Key.Status, group.Key.ExpectedSteps, Count = group.Count() })
            .OrderBy(group => group.Status).ToListAsync(Cancelled);

        statuses.Select(group => (group.Status, group.ExpectedSteps, group.Count)).ShouldBe(
        [
            ("done", "email,inventory,invoice", Orders * 98 / 100), ("failed", "email,inventory,invoice", Orders / 100),
            ("pending", "email,inventory,invoice", Orders / 100),
        ]);
    }

    [Fact]
    public async Task Should_read_a_page_of_each_search_from_an_index()
    {
        foreach (var search in Searches)
        {
            var plan = await ExplainAsync(SearchOf(search.Data));

            plan.ShouldContain("Index", Case.Sensitive, search.Data);
            plan.ShouldNotContain("Seq Scan", Case.Sensitive, $"{search.Data}: {plan}");
        }
    }

    private static OrderSearch SearchOf(string words) => new()
    {
        After = words.Contains("after") ? new PageCursor(Noon.AddHours(-3), Guid.NewGuid()) : null,
        Status = words.Contains("status") ? "failed" : null,
        Email = words.Contains("email") ? "jane7@example.test" : null,
        CustomerId = words.Contains("customer") ? "C-7" : null,
        OrderNumber = words.Contains("number") ? "N-107" : null,
        From = words.Contains("range") ? Noon.AddHours(-4) : null,
        To = words.Contains("range") ? Noon.AddHours(-2) : null,
    };

    private async Task<string> ExplainAsync(OrderSearch search)
    {
        await using var command = search.In(_dbContext.Orders.AsNoTracking()).Take(51).CreateDbCommand();
        command.CommandText = $"EXPLAIN {command.CommandText}";
        await _dbContext.Database.OpenConnectionAsync(Cancelled);
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        var plan = new List<string>();
        while (await reader.ReadAsync(Cancelled))
            plan.Add(reader.GetString(0));
        return string.Join('\n', plan);
    }
}
