using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.Orders;
using Microservices.Orders.Adoption;
using Microservices.Orders.Data;
using Microservices.Orders.Fulfilment;
using Microservices.Orders.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microservices.Orders.Tests.Fulfilment;

public abstract class EarlyReportsTests(OrdersHost host)
{
    private const string Refused = "refused";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("email:done inventory:done invoice:done", "done")]
    [InlineData("email:failed", "failed")]
    [InlineData("email:failed email:done inventory:pending inventory:done invoice:done", "done")]
    [InlineData("inventory:pending", "pending")]
    public async Task Should_be_in_the_timeline_once_the_order_is_here(string reports, string status)
    {
        var foreign = TestOrders.Fresh();
        var orderId = IdOf(foreign);
        foreach (var report in reports.Split(' '))
            await TellAsync(orderId, report);

        await AdoptAsync(foreign);

        (await host.GetAsync($"/orders/{orderId}"))["status"]!.GetValue<string>().ShouldBe(status);
        (await CountAsync(orderId)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_lost_by_no_race_between_report_and_adoption()
    {
        for (var round = 0; round < 20; round++)
        {
            var foreign = TestOrders.Fresh();
            var orderId = IdOf(foreign);

            await Task.WhenAll([Task.Run(() => AdoptAsync(foreign), Cancelled), .. FulfilmentSteps.All.Select(step => Task.Run(() => TellAsync(orderId, $"{step}:done"), Cancelled))]);

            (await host.GetAsync($"/orders/{orderId}"))["status"]!.GetValue<string>().ShouldBe("done");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // as when the order was posted while the report was being kept
    public async Task Should_be_in_the_timeline_of_an_order_that_was_posted(bool isAdopted)
    {
        var foreign = TestOrders.Fresh();
        var orderId = IdOf(foreign);
        await TellAsync(orderId, "email:failed");
        (await host.PostAsync(foreign)).Status.ShouldBe(202);

        if (isAdopted)
            await AdoptAsync(foreign);
        else
            await host.Services.GetRequiredService<OrderStatusRepair>().RepairAsync(OrderStatusRepair.PageSize, Cancelled);

        (await host.GetAsync($"/orders/{orderId}"))["status"]!.GetValue<string>().ShouldBe("failed");
        (await CountAsync(orderId)).ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(OrderStatusRepair.PageSize)]
    public async Task Should_be_in_the_timeline_although_those_of_another_order_fail(int pageSize)
    {
        // First, since the service adopts what is posted here as well, and may be quick.
        await host.WithDatabaseAsync(RefuseAsync);
        var orders = new[] { TestOrders.Fresh(), TestOrders.Fresh(), TestOrders.Fresh() };
        foreach (var order in orders)
        {
            (await host.PostAsync(order)).Status.ShouldBe(202);
            await KeepAsync(IdOf(order), order == orders[0] ? Refused : "R-1");
        }

        var broken = IdOf(orders[0]);
        await host.Services.GetRequiredService<OrderStatusRepair>().RepairAsync(pageSize, Cancelled);

        (await CountAsync(broken)).ShouldBe(1);
        foreach (var order in orders.Skip(1))
            (await host.GetAsync($"/orders/{IdOf(order)}"))["fulfilment"]!["email"]!["status"]!.GetValue<string>().ShouldBe("done");
        await host.WithDatabaseAsync(dbContext => dbContext.EarlyReports.Where(report => report.OrderId == broken)
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.Reference, "R-1"), Cancelled));
        await host.Services.GetRequiredService<OrderStatusRepair>().RepairAsync(pageSize, Cancelled);
        (await CountAsync(broken)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_let_go_after_their_retention()
    {
        var (old, recent) = (Guid.NewGuid(), Guid.NewGuid());
        await TellAsync(old, "email:done");
        await TellAsync(recent, "email:done");
        await host.WithDatabaseAsync(dbContext => dbContext.EarlyReports.Where(report => report.OrderId == old)
            .ExecuteUpdateAsync(set => set.SetProperty(report => report.ReceivedAt, DateTime.UtcNow.AddDays(-31)), Cancelled));

        await host.Services.GetServices<IHostedService>().OfType<RetentionCleanup>().Single().CleanAsync(Cancelled);

        (await CountAsync(old), await CountAsync(recent)).ShouldBe((0, 1));
    }

    private Task KeepAsync(Guid orderId, string reference) => host.WithDatabaseAsync(async dbContext =>
    {
        dbContext.Add(new EarlyReport
        {
            OrderId = orderId,
            ReceivedAt = DateTime.UtcNow, // within the retention, which another test of the class enforces
            Step = "email",
            Status = "done",
            At = DateTime.UtcNow,
            Reference = reference,
        });
        await dbContext.SaveChangesAsync(Cancelled);
    });

    // Another test of the class may have done so.
    private static Task RefuseAsync(OrdersDbContext dbContext) => dbContext.Database.ExecuteSqlRawAsync(dbContext.Database.IsNpgsql()
        ? $"""
        ALTER TABLE fulfilment_steps DROP CONSTRAINT IF EXISTS refused;
        ALTER TABLE fulfilment_steps ADD CONSTRAINT refused CHECK (reference <> '{Refused}')
        """
        : $"""
        CREATE TRIGGER IF NOT EXISTS refused BEFORE INSERT ON fulfilment_steps WHEN NEW.reference = '{Refused}'
        BEGIN SELECT RAISE(ABORT, 'refused'); END
        """, Cancelled);

    private Task TellAsync(Guid orderId, string report) => RetryAsync(async services =>
    {
        var (step, status) = (report.Split(':')[0], report.Split(':')[1]);
        await using var transaction = await services.GetRequiredService<OrdersDbContext>().Database.BeginTransactionAsync(Cancelled);
        await services.GetRequiredService<EarlyReports>().RecordAsync(
            new(orderId, step, status, DateTime.UtcNow, "R-1", "Detail", status == "pending" ? 2 : null), Cancelled);
        await transaction.CommitAsync(Cancelled);
    });

    private Task AdoptAsync(JsonObject order) => RetryAsync(services => services.GetRequiredService<OrderAdoption>()
        .AdoptAsync(order.Deserialize<OrderConfirmed>(JsonSerializerOptions.Web)!, Cancelled));

    // As the endpoints do: SQLite refuses a transaction that has read what another changed.
    private async Task RetryAsync(Func<IServiceProvider, Task> act)
    {
        const int locked = 5; // SQLITE_BUSY
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var scope = host.Services.CreateAsyncScope();
                await act(scope.ServiceProvider);
                return;
            }
            catch (Exception exception) when (attempt < 100 && exception.GetBaseException() is SqliteException { SqliteErrorCode: locked })
            {
                await Task.Yield();
            }
        }
    }

    private Task<int> CountAsync(Guid orderId) =>
        host.WithDatabaseAsync(dbContext => dbContext.EarlyReports.CountAsync(report => report.OrderId == orderId));

    private static Guid IdOf(JsonObject order) => Guid.Parse(order["orderId"]!.GetValue<string>());
}
