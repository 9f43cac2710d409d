using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

/// <summary>A rolling update, old and new side by side, while orders flow.</summary>
[Collection<OneMachine>]
public sealed class When_a_service_is_updated(OneMachineProject project, ITestOutputHelper output)
{
    private const string NextTag = "test-next";

    [Fact]
    public async Task Should_replace_each_container_and_stay_exact()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        string[] services = ["email", "inventory", "invoice", "orders"];
        foreach (var service in services)
            await project.DockerAsync("tag", $"microservices/{service}:test", $"microservices/{service}:{NextTag}");
        await project.RunAsync("up", "-d", "--wait", "--no-recreate", "--scale", "inventory=2");
        var before = await ContainersAsync(services);
        var orders = await project.NextOrdersAsync(300);
        var sending = project.SendAsync(orders);

        var (exitCode, text, error) = await project.TryAsync("env", ["TAG=" + NextTag, "deploy/compose/rollout", .. services]);
        output.WriteLine(text);
        exitCode.ShouldBe(0, error);

        await sending;
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
        (await ContainersAsync(services)).Intersect(before).ShouldBeEmpty("every container is new");
        (await project.RunAsync("ps", "--format", "{{.Image}}", "email", "inventory", "invoice", "orders")).Split('\n')
            .ShouldAllBe(image => image.EndsWith(NextTag, StringComparison.Ordinal));

        // Back to what the other tests start from.
        await project.RunAsync("up", "-d", "--wait");
    }

    [Fact]
    public async Task Should_keep_the_old_ones_when_the_new_one_does_not_become_ready()
    {
        await project.DockerAsync("tag", "microservices/email:test", $"microservices/email:{NextTag}");
        var before = await ContainersAsync(["email"]);

        var (exitCode, _, error) = await project.TryAsync("env", "TAG=" + NextTag, "SMTP_PORT=none", "deploy/compose/rollout", "email");

        exitCode.ShouldBe(1);
        error.ShouldContain("email");
        (await ContainersAsync(["email"])).ShouldContain(before.Single());
        await project.ReadyAsync("email");
        await project.RunAsync("up", "-d", "--wait");
    }

    private async Task<string[]> ContainersAsync(string[] services) =>
        (await project.RunAsync(["ps", "-q", .. services])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
