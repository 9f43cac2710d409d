using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

/// <summary>A rolling update, old and new side by side, while orders flow.</summary>
[Collection<OneMachine>]
public sealed class When_a_service_is_updated(OneMachineProject project, ITestOutputHelper output)
{
    [Fact]
    public async Task Should_replace_each_container_and_stay_exact()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        string[] services = ["email", "inventory", "invoice", "orders"];
        await NextVersion.BuildAsync(project);
        await project.RunAsync("up", "-d", "--wait", "--no-recreate", "--scale", "inventory=2");
        var before = await ContainersAsync(services);
        var orders = await project.NextOrdersAsync(300);
        var sending = project.SendAsync(orders);

        var (exitCode, text, error) = await RollOutAsync(services);
        output.WriteLine(text);
        exitCode.ShouldBe(0, error);

        text.ShouldContain($"Inventory: applied {NextVersion.Migration}");
        await sending;
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
        (await ContainersAsync(services)).Intersect(before).ShouldBeEmpty("every container is new");
        (await project.RunAsync(["ps", "--format", "{{.Image}}", .. services])).Split('\n')
            .ShouldAllBe(image => image.EndsWith(NextVersion.Tag, StringComparison.Ordinal));

        // Back to the version before, which does not know the new column.
        await project.RunAsync("up", "-d", "--wait");
        await project.SendAsync(await project.NextOrdersAsync(50));
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
    }

    [Fact]
    public async Task Should_keep_the_old_ones_when_the_new_one_does_not_become_ready()
    {
        await project.DockerAsync("tag", "microservices/email:test", $"microservices/email:{NextVersion.Tag}");
        var before = await ContainersAsync(["email"]);

        var (exitCode, _, error) = await RollOutAsync(["email"], "SMTP_PORT=none");

        output.WriteLine(error);
        exitCode.ShouldBe(1);
        error.ShouldContain("Email__Smtp__Port=none: must be 1 to 65535", Case.Sensitive, "the last lines of the container that did not become ready");
        error.ShouldContain("did not become ready and is removed");
        (await ContainersAsync(["email"])).ShouldBe(before);
        await project.ReadyAsync("email");
    }

    private Task<(int ExitCode, string Output, string Error)> RollOutAsync(string[] services, params string[] settings) =>
        project.TryAsync("env", [$"TAG={NextVersion.Tag}", .. settings, "deploy/compose/rollout", .. services]);

    private async Task<string[]> ContainersAsync(string[] services) =>
        (await project.RunAsync(["ps", "-aq", .. services])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
