using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

/// <summary>The recipes of <c>docs/runbooks/rotate-passwords.md</c>, command by command.</summary>
[Collection<OneMachine>]
public sealed class When_passwords_are_rotated(OneMachineProject project)
{
    [Fact]
    public async Task Should_go_on_with_a_services_new_ones()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        string[] names = ["email/Broker__Password", "email/Database__Password", "email-migrate/Database__Password"];
        var old = await SecretsAsync(names);

        await project.RunAsync("run", "--rm", "secrets", "rotate", "email");
        await ImportDefinitionsAsync();
        await project.RunAsync("run", "--rm", "roles");
        await project.RunAsync("up", "-d", "--wait", "--force-recreate", "--no-deps", "email");

        (await SecretsAsync(names)).Intersect(old).ShouldBeEmpty();
        (await KnowsAsync("email", old[0])).ShouldBeFalse();
        await project.RunAsync("run", "--rm", "-T", "migrate-email");
        await project.SendAsync(await project.NextOrdersAsync(20));
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
    }

    [Fact]
    public async Task Should_change_that_of_the_brokers_admin()
    {
        var old = await project.SecretAsync("rabbitmq/admin");

        await project.RunAsync("run", "--rm", "-T", "--entrypoint", "rm", "secrets", "/secrets/rabbitmq/admin");
        await project.RunAsync("run", "--rm", "secrets");
        await ImportDefinitionsAsync();

        (await KnowsAsync("admin", old)).ShouldBeFalse();
        (await KnowsAsync("admin", await project.SecretAsync("rabbitmq/admin"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_change_that_of_the_databases_superuser()
    {
        var old = await project.SecretAsync("postgres/superuser");

        await project.RunAsync("run", "--rm", "-T", "--entrypoint", "rm", "secrets", "/secrets/postgres/superuser");
        await project.RunAsync("run", "--rm", "secrets");
        var changed = await project.SecretAsync("postgres/superuser");
        await project.QueryAsync("postgres", $"ALTER ROLE postgres PASSWORD '{changed}'");

        (await LogsInAsync(old)).ShouldBeFalse();
        (await LogsInAsync(changed)).ShouldBeTrue();
    }

    private Task<string> ImportDefinitionsAsync() => project.RunAsync(
        "exec", "-T", "rabbitmq", "rabbitmqctl", "import_definitions", "/run/secrets/definitions.json");

    private async Task<string[]> SecretsAsync(string[] names)
    {
        var secrets = new List<string>();
        foreach (var name in names)
            secrets.Add(await project.SecretAsync(name));
        return [.. secrets];
    }

    private async Task<bool> KnowsAsync(string user, string password) => (await project.TryAsync(
        "docker", "compose", "exec", "-T", "rabbitmq", "rabbitmqctl", "authenticate_user", user, password)).ExitCode == 0;

    // Over the network: within its own container everybody is let in.
    private async Task<bool> LogsInAsync(string password) => (await project.TryAsync("docker", "compose", "exec", "-T", "-e",
        $"PGPASSWORD={password}", "postgres", "psql", "-h", "postgres", "-U", "postgres", "-c", "SELECT 1")).ExitCode == 0;
}
