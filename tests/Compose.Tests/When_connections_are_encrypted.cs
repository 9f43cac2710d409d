using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

public sealed class When_connections_are_encrypted(EncryptedProject project) : IClassFixture<EncryptedProject>
{
    [Fact]
    public async Task Should_fulfil_orders_and_refuse_an_expired_certificate_until_there_is_a_new_one()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        await project.SendAsync(await project.NextOrdersAsync(50));
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
        (await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "--no-table-headers", "list_connections", "ssl"))
            .Split('\n').ShouldAllBe(line => line == "true");

        (await project.QueryAsync("postgres", """
            select count(*) > 0 and bool_and(ssl) from pg_stat_activity join pg_stat_ssl using (pid) where client_addr is not null
            """)).ShouldBe("t", "connections to the database server are encrypted");
        (await RefusalAsync("sslmode=disable")).ShouldContain("no encryption");

        await project.RunAsync("run", "--rm", "-T", "-e", "DAYS=0", "postgres-certificates");
        await project.RunAsync("restart", "postgres");
        await project.ReadyAsync("email", "The certificate of the database server postgres:5432 is refused");
        await project.RunAsync("run", "--rm", "-T", "postgres-certificates");
        await project.RunAsync("restart", "postgres");

        await project.RunAsync("run", "--rm", "-T", "-e", "DAYS=0", "certificates");
        await project.RunAsync("restart", "rabbitmq");
        await project.ReadyAsync("invoice", "certificate is refused: RemoteCertificateChainErrors (NotTimeValid)");

        // That services come back by themselves is shown elsewhere; by now they try every half minute only.
        await project.RunAsync("run", "--rm", "-T", "certificates");
        await project.RunAsync(["restart", "rabbitmq", .. ComposeProject.Services]);
        foreach (var service in ComposeProject.Services)
            await project.ReadyAsync(service);
        await project.SendAsync(await project.NextOrdersAsync(20));
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
    }

    private async Task<string> RefusalAsync(string settings) => (await project.TryAsync("docker", "compose", "exec", "-T", "postgres",
        "psql", $"host=postgres user=email dbname=email password=any {settings}", "-c", "select 1")).Error;
}
