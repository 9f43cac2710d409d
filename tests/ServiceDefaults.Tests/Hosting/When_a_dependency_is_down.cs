using System.Net;
using MassTransit.EntityFrameworkCoreIntegration;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_a_dependency_is_down
{
    private const string Secret = "hunter2";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_be_ready_when_all_are_up()
    {
        await using var service = await TestService.StartAsync("memory://", Cancellation);

        var readiness = await Readiness.ReadAsync(service, Cancellation);

        readiness.StatusCode.ShouldBe(HttpStatusCode.OK);
        readiness.Checks.Select(check => check.Name).Order().ShouldBe(["broker", "database-probe", "endpoints", "outbox-delivery-probe", "outbox-probe"]);
        readiness.Checks.ShouldAllBe(check => check.Status == "Healthy");
    }

    [Fact]
    public async Task Should_start_without_a_broker_and_say_why_it_is_not_ready()
    {
        await using var service = TestService.Build($"amqp://u:{Secret}@127.0.0.1:1/");
        await service.App.StartAsync(Cancellation);

        await Testing.Eventually.Holds(
            async () => (await Readiness.ReadAsync(service, Cancellation))["broker"].Reason.Contains("127.0.0.1:1", StringComparison.Ordinal),
            "the reason to name the broker", cancellationToken: Cancellation);
        var readiness = await Readiness.ReadAsync(service, Cancellation);
        using var client = service.CreateClient();
        using var live = await client.GetAsync(new Uri("/health/live", UriKind.Relative), Cancellation);

        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        readiness.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        readiness["broker"].Status.ShouldBe("Unhealthy");
        readiness["database-probe"].Status.ShouldBe("Healthy");
        readiness.Checks.ShouldAllBe(check => !check.Reason.Contains(Secret));
        service.Logs.GetSnapshot().ShouldAllBe(record =>
            !record.Message.Contains(Secret) && !$"{record.Exception}".Contains(Secret));
    }

    [Fact]
    public async Task Should_start_without_a_database_and_say_why_it_is_not_ready()
    {
        await using var service = await TestService.StartAsync("memory://", Cancellation,
            ("ConnectionStrings:Database", $"Host=127.0.0.1;Port=1;Database=probe;Username=u;Password={Secret}"));

        var readiness = await Readiness.ReadAsync(service, Cancellation);

        readiness.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        readiness["broker"].Status.ShouldBe("Healthy");
        readiness["database-probe"].Status.ShouldBe("Unhealthy");
        readiness["database-probe"].Reason.ShouldContain("The database does not answer.");
        readiness["outbox-probe"].Status.ShouldBe("Unhealthy");
        readiness.Checks.ShouldAllBe(check => !check.Reason.Contains(Secret));
    }

    [Fact]
    public async Task Should_be_ready_and_say_so_while_the_outbox_lags()
    {
        await using var service = await TestService.StartAsync("memory://", Cancellation);
        await using (var scope = service.App.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<TestDbContext>();
            context.Add(new OutboxMessage
            {
                MessageId = Guid.NewGuid(),
                ContentType = "application/json",
                MessageType = "urn:message:Nobody:Listens",
                Body = "{}",
                SentTime = DateTime.UtcNow - TimeSpan.FromHours(1)
            });
            await context.SaveChangesAsync(Cancellation);
        }

        var readiness = await Readiness.ReadAsync(service, Cancellation);

        readiness.StatusCode.ShouldBe(HttpStatusCode.OK);
        readiness["outbox-probe"].Status.ShouldBe("Degraded");
        readiness["outbox-probe"].Reason.ShouldMatch(@"is 36\d\d s old; the limit is 60 s");
    }
}
