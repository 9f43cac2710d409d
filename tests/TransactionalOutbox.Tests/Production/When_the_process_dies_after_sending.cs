using MassTransit;
using Microservices.TransactionalOutbox.Tests.Engines;
using Microservices.TransactionalOutbox.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.TransactionalOutbox.Tests.Production;

public sealed class When_the_process_dies_after_sending : ConformanceTest<PostgresRabbitMqEngine>
{
    [Fact]
    public async Task Should_send_again_with_the_same_id_and_be_absorbed()
    {
        await using var host = await StartAsync();
        await ForbidDeletesAsync(host);
        var orderId = Guid.NewGuid();

        // Sent to an endpoint with an inbox, by a delivery that cannot record what it did: as if killed after the confirm.
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var sender = scope.ServiceProvider.GetRequiredService<ISendEndpointProvider>();
            var endpoint = await sender.GetSendEndpoint(new Uri("queue:place-order"));
            await endpoint.Send(new PlaceOrder { OrderId = orderId, Events = 0 }, Cancellation);
            await scope.ServiceProvider.GetRequiredService<TestDbContext>().SaveChangesAsync(Cancellation);
        }

        await Testing.Eventually.Holds(() => Task.FromResult(host.Finished >= 2), "the message to be sent a second time",
            TimeSpan.FromSeconds(30), Cancellation);
        await AllowDeletesAsync(host);

        await NothingIsOwedAsync(host);
        (await EffectsAsync(host, orderId)).ShouldBe(1);
        host.Gate.AttemptsOf(orderId).ShouldBe(1);
    }

    private static Task ForbidDeletesAsync(OutboxHost host) => host.QueryAsync(x => x.Database.ExecuteSqlRawAsync("""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed here'; END $$;
        CREATE TRIGGER killed BEFORE DELETE ON "OutboxMessage" FOR EACH ROW EXECUTE FUNCTION refuse();
        """, Cancellation));

    private static Task AllowDeletesAsync(OutboxHost host) =>
        host.QueryAsync(x => x.Database.ExecuteSqlRawAsync("""DROP TRIGGER killed ON "OutboxMessage";""", Cancellation));
}
