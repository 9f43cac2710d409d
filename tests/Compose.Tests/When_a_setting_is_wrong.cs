using Microservices.Compose.Tests.Projects;

namespace Microservices.Compose.Tests;

/// <summary>A container that cannot work ends at once and names the key; one whose server is away waits for it.</summary>
[Collection<OneMachine>]
public sealed class When_a_setting_is_wrong(OneMachineProject project)
{
    [Theory]
    [InlineData("ConnectionStrings__Broker=", "ConnectionStrings__Broker is not set")]
    [InlineData("ConnectionStrings__Broker=amqp://email@rabbitmq:many/", "ConnectionStrings__Broker has no valid host in place 1")]
    [InlineData("ConnectionStrings__Database=Database=email", "ConnectionStrings__Database names no Host")]
    [InlineData("Messaging__PrefetchCount=0", "Messaging__PrefetchCount=0: must be 1 to 1000")]
    [InlineData("Secrets__Folder=/nowhere", "Broker__Password is not set")]
    public async Task Should_end_with_1_and_name_the_key(string setting, string message)
    {
        var (exitCode, _, error) = await project.TryAsync(
            "docker", "compose", "run", "--rm", "-T", "--no-deps", "-e", setting, "email");

        exitCode.ShouldBe(1);
        error.ShouldContain(message);
    }

    [Fact]
    public async Task Should_end_a_migration_whose_password_is_refused()
    {
        var (exitCode, _, error) = await project.TryAsync("docker", "compose", "run", "--rm", "-T", "--no-deps",
            "-e", "Broker__Password=wrong", "migrate-email");

        exitCode.ShouldBe(1);
        error.ShouldContain("refuses user email: check Broker__Password");
    }

    [Fact]
    public async Task Should_wait_for_a_broker_that_is_not_there_yet()
    {
        await project.RunAsync("stop", "rabbitmq");
        await project.RunAsync("up", "-d", "--no-deps", "--force-recreate", "invoice");
        await project.ReadyAsync("invoice", "The broker amqp://rabbitmq:5672// cannot be reached");

        await project.RunAsync("up", "-d", "--wait");

        await project.ReadyAsync("invoice");
    }
}
