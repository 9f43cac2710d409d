using MassTransit;

namespace Microservices.DeadLetters.Cli.Tests.Service;

internal sealed class ShipParcelConsumer : IConsumer<ParcelRequested>
{
    public Task Consume(ConsumeContext<ParcelRequested> context) => Task.CompletedTask;
}
