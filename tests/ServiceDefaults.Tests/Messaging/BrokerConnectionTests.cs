using Microservices.ServiceDefaults.Messaging;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class BrokerConnectionTests
{
    [Theory]
    [InlineData("amqp://localhost", "amqp://localhost:5672//", "guest", "guest")]
    [InlineData("amqp://localhost/", "amqp://localhost:5672//", "guest", "guest")]
    [InlineData("amqp://u:p@broker:5673/orders", "amqp://broker:5673/orders", "u", "p")]
    [InlineData("amqp://u:p%40s%2Fs@broker/a%2Fb", "amqp://broker:5672/a/b", "u", "p@s/s")]
    [InlineData("amqps://u:p:q@broker/orders", "amqps://broker:5671/orders", "u", "p:q")]
    [InlineData(" memory:// ", "memory://", "guest", "guest")]
    public void Should_read_every_part(string address, string expected, string userName, string password)
    {
        var connection = BrokerConnection.Parse(address, out var problem);

        problem.ShouldBeNull();
        connection.ToString().ShouldBe(expected);
        connection.UserName.ShouldBe(userName);
        connection.Password.ShouldBe(password);
    }

    [Theory]
    [InlineData(null, "is not set")]
    [InlineData("  ", "is not set")]
    [InlineData("localhost", "is no valid address")]
    [InlineData("http://u:secret@localhost", "must start with amqp://")]
    [InlineData("amqp:///orders", "must start with amqp://")]
    public void Should_name_the_key_and_an_example_but_never_the_password(string? address, string reason)
    {
        BrokerConnection.Parse(address, out var problem);

        problem.ShouldNotBeNull();
        problem.ShouldStartWith($"ConnectionStrings__Broker {reason}");
        problem.ShouldContain("ConnectionStrings__Broker=amqp://user:password@localhost:5672/orders");
        problem.ShouldNotContain("secret");
    }
}
