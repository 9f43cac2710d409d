using System.Globalization;
using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

/// <summary>
/// SIGKILL to one of three nodes under load. <c>COMPOSE_KILL_ORDERS</c> is how many orders flow; 150 by default, here
/// times four.
/// </summary>
public sealed class When_a_broker_node_is_lost(ClusterProject project, ITestOutputHelper output)
    : IClassFixture<ClusterProject>
{
    private static readonly int Orders =
        4 * int.Parse(Environment.GetEnvironmentVariable("COMPOSE_KILL_ORDERS") ?? "150", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Should_go_on_with_the_other_two_and_stay_exact()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        (await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "list_queues", "name", "members"))
            .Split('\n').Where(line => line.StartsWith("invoice-order-confirmed\t", StringComparison.Ordinal))
            .Single().Split("rabbit@").Length.ShouldBe(1 + 3, "replicas of the queue");

        var orders = await project.NextOrdersAsync(Orders);
        var sending = project.SendAsync(orders);
        await Eventually.Holds(async () => await project.NumberAsync("invoice", "select count(*) from invoices") >= Orders / 10,
            "the orders flow", TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        // The node that leads the queues of the consumers that are judged below.
        var leader = await LeaderAsync("invoice-order-confirmed");
        await project.RunAsync("kill", "-s", "SIGKILL", leader);
        var done = await project.NumberAsync("invoice", "select count(*) from invoices");

        await sending;
        await project.FulfilledAsync();
        output.WriteLine($"{leader} killed with {done} of {Orders} orders invoiced; the rest was done by two nodes");
        output.WriteLine("longest pauses between two effects: "
            + $"mails {await PauseAsync("email", "deliveries", "sent_at")}, "
            + $"reservations {await PauseAsync("inventory", "reservations", "reserved_at")}, "
            + $"invoices {await PauseAsync("invoice", "invoices", "issued_at")}");

        await project.RunAsync("up", "-d", "--wait", "--no-recreate");
        await ProjectJudge.ShouldBeExactAsync(project);
    }

    private async Task<string> LeaderAsync(string queue)
    {
        var queues = await project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "list_queues", "name", "leader");
        return queues.Split('\n').Single(line => line.StartsWith($"{queue}\t", StringComparison.Ordinal)).Split("rabbit@")[1];
    }

    // How many came after it tells a pause of the flow from a mail that waits until its lost attempt is over.
    private Task<string> PauseAsync(string database, string table, string column) => project.QueryAsync(database, $"""
        with pauses as (
            select {column} as at, {column} - lag({column}) over (order by {column}) as pause from {table}),
        longest as (select at, pause from pauses where pause is not null order by pause desc limit 1)
        select round(extract(epoch from pause) * 1000) || ' ms with ' ||
            (select count(*) from {table} where {column} >= longest.at) || ' to come' from longest
        """);
}
