using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

[Collection<OneMachine>]
public sealed class When_the_broker_runs_out_of_disk(OneMachineProject project)
{
    [Fact]
    public async Task Should_accept_orders_say_why_it_is_not_ready_and_catch_up_when_there_is_room()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "set_disk_free_limit", "1000000GB");
        try
        {
            // The broker holds a connection from the moment on when something is published over it.
            await project.SendAsync(await project.NextOrdersAsync(30));
            await project.ReadyAsync("orders", "takes no messages: low on disk");
        }
        finally
        {
            await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "set_disk_free_limit", "1GB");
        }

        await project.ReadyAsync("orders");
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
    }
}
