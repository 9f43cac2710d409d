using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

/// <summary>The recipes of <c>docs/runbooks/rotate-passwords.md</c>, command by command.</summary>
[Collection<OneMachine>]
public sealed class When_passwords_are_rotated(OneMachineProject project)
{
    [Fact]
    public async Task Should_have_two_of_a_service_valid_at_once_until_the_old_ones_are_retired()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        string[] names = ["email/Broker__UserName", "email/Broker__Password", "email/Database__UserName", "email/Database__Password", "email-migrate/Database__Password"];
        var old = await SecretsAsync(names);

        await project.RunAsync("run", "--rm", "secrets", "rotate", "email");
        await TellAsync();
        var changed = await SecretsAsync(names);

        changed.Intersect(old).ShouldBeEmpty();
        (await KnowsAsync(old[0], old[1])).ShouldBeTrue();
        (await KnowsAsync(changed[0], changed[1])).ShouldBeTrue();
        // The running service loses every connection, and has new ones with what it knows.
        await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "close_all_user_connections", old[0], "test");
        await project.QueryAsync("postgres", $"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{old[2]}'");
        await Eventually.Holds(async () => await ConnectionsAsync(old[0]) > 0 && await project.NumberAsync("postgres",
            $"select count(*) from pg_stat_activity where usename = '{old[2]}'") > 0, "the service is connected again", TimeSpan.FromMinutes(2),
            TestContext.Current.CancellationToken);
        await project.ReadyAsync("email");

        var (exitCode, _, error) = await project.TryAsync("bash", "deploy/compose/rollout", "email");
        exitCode.ShouldBe(0, error);
        await project.RunAsync("run", "--rm", "secrets", "retire", "email");
        await TellAsync();

        (await KnowsAsync(old[0], old[1])).ShouldBeFalse();
        (await LogsInAsync(old[3], old[2], "email")).ShouldBeFalse();
        (await LogsInAsync(changed[3], changed[2], "email")).ShouldBeTrue();
        (await ConnectionsAsync(changed[0])).ShouldBeGreaterThan(0);
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

    private async Task TellAsync()
    {
        await ImportDefinitionsAsync();
        await project.RunAsync("run", "--rm", "roles");
    }

    private async Task<int> ConnectionsAsync(string user) => (await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "-q",
        "--no-table-headers", "list_connections", "user")).Split('\n').Count(line => line == user);

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
    private async Task<bool> LogsInAsync(string password, string user = "postgres", string database = "postgres") => (await project.TryAsync(
        "docker", "compose", "exec", "-T", "-e", $"PGPASSWORD={password}", "postgres", "psql", "-h", "postgres", "-U", user, "-d", database,
        "-c", "SELECT 1")).ExitCode == 0;
}
