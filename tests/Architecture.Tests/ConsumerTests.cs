using MassTransit;
using Microservices.Architecture.Tests.Rules;

namespace Microservices.Architecture.Tests;

public sealed class ConsumerTests
{
    [Fact]
    public void Should_be_internal_and_sealed_with_a_definition() =>
        Repository.Assemblies.SelectMany(assembly => ConsumerRule.Check(assembly.GetTypes())).ShouldBeNone();

    [Fact]
    public void Should_have_found_a_consumer_in_each_service() =>
        Repository.Services.Where(service => !Repository.Assemblies
                .Single(assembly => assembly.GetName().Name == "Microservices." + service)
                .GetTypes().Any(ConsumerRule.IsConsumer))
            .ShouldBeEmpty();

    [Fact]
    public void Should_find_what_is_wrong_with_a_consumer() =>
        ConsumerRule.Check([typeof(OpenHandler), typeof(GoodConsumer), typeof(GoodConsumerDefinition)]).ShouldBe(
        [
            "OpenHandler is not internal sealed",
            "OpenHandler is not named …Consumer",
            "OpenHandler has no OpenHandlerDefinition",
        ]);

#pragma warning disable CA1852, CA1812 // Being open is what the rule is to find; nobody makes these consumers.
    private class OpenHandler : IConsumer<Message>
    {
        public Task Consume(ConsumeContext<Message> context) => Task.CompletedTask;
    }

    private sealed class GoodConsumer : IConsumer<Message>
    {
        public Task Consume(ConsumeContext<Message> context) => Task.CompletedTask;
    }

    private sealed class GoodConsumerDefinition : ConsumerDefinition<GoodConsumer>;

    private sealed record Message;
#pragma warning restore CA1852, CA1812
}
