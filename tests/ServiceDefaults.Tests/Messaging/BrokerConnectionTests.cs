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
    [InlineData("amqp://u:p@a:5673,b,c:5674/orders", "amqp://a:5673,b:5672,c:5674/orders", "u", "p")]
    [InlineData("amqps://u:p@a,b", "amqps://a:5671,b:5671//", "u", "p")]
    [InlineData(" memory:// ", "memory://", "guest", "guest")]
    public void Should_read_every_part(string address, string expected, string userName, string password)
    {
        var connection = BrokerConnection.Parse(address, userName: null, password: null, out var problem);

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
    [InlineData("amqp://u:secret@a,:5672/orders", "has no valid host in place 2")]
    [InlineData("amqp://u:secret@a:many/orders", "has no valid host in place 1")]
    [InlineData("amqp://u:secret@a/b/c", "is no valid address")]
    public void Should_name_the_key_and_an_example_but_never_the_password(string? address, string reason)
    {
        BrokerConnection.Parse(address, userName: null, password: null, out var problem);

        problem.ShouldNotBeNull();
        problem.ShouldStartWith($"ConnectionStrings__Broker {reason}");
        problem.ShouldContain("ConnectionStrings__Broker=amqp://user:password@localhost:5672/orders");
        problem.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("amqp://u@broker", "u", "kept apart")]
    [InlineData("amqp://u:@broker", "u", "kept apart")]
    [InlineData("amqp://u:p@broker", "u", "p")]
    [InlineData("amqp://broker", "guest", "guest")]
    public void Should_take_a_password_that_the_address_leaves_out(string address, string userName, string password)
    {
        var connection = BrokerConnection.Parse(address, userName: null, "kept apart", out var problem);

        problem.ShouldBeNull();
        connection.UserName.ShouldBe(userName);
        connection.Password.ShouldBe(password);
    }

    [Theory]
    [InlineData("amqp://u@broker", "u-2", "kept apart")]
    [InlineData("amqp://broker", "u-2", "kept apart")]
    [InlineData("amqp://u:p@broker", "u", "p")]
    public void Should_let_another_user_take_turns_with_that_of_an_address_without_password(string address, string userName, string password)
    {
        var connection = BrokerConnection.Parse(address, "u-2", "kept apart", out var problem);

        problem.ShouldBeNull();
        connection.UserName.ShouldBe(userName);
        connection.Password.ShouldBe(password);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Should_ask_for_a_password_that_is_nowhere(string? password)
    {
        BrokerConnection.Parse("amqp://u@broker", userName: null, password, out var problem);

        problem.ShouldNotBeNull();
        problem.ShouldStartWith("Broker__Password is not set");
    }
}
