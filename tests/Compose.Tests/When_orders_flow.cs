using System.Globalization;
using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

/// <summary>
/// Real orders through the compose file. <c>COMPOSE_ORDERS</c> is how many flow while services are scaled; 600 by default.
/// </summary>
[Collection<OneMachine>]
public sealed class When_orders_flow(OneMachineProject project, ITestOutputHelper output)
{
    private const string Consumed = "messaging_masstransit_consume_ea_total{";
    private static readonly int Orders =
        int.Parse(Environment.GetEnvironmentVariable("COMPOSE_ORDERS") ?? "600", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Should_have_each_effect_once_and_share_work_among_replicas_at_any_time()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        await project.SendAsync(await project.NextOrdersAsync(Math.Max(100, Orders / 10)));
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);

        var before = await project.NumberAsync("invoice", "select count(*) from invoices");
        var sending = project.SendAsync(await project.NextOrdersAsync(Orders / 2));
        await Eventually.Holds(
            async () => await project.NumberAsync("invoice", "select count(*) from invoices") >= before + Orders / 20,
            "the orders flow", TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        await project.RunAsync("up", "-d", "--wait", "--no-recreate", "--scale", "email=2", "--scale", "inventory=3",
            "--scale", "invoice=3");

        var sendingMore = project.SendAsync(await project.NextOrdersAsync(Orders / 2));
        foreach (var (service, replicas) in new[] { ("email", 2), ("inventory", 3), ("invoice", 3) })
        {
            var messages = await Eventually.Reads(() => project.MetricAsync(service, Consumed),
                counts => counts.Count == replicas && counts.All(count => count > 0),
                $"{replicas} replicas of {service} have consumed messages", TimeSpan.FromMinutes(2),
                TestContext.Current.CancellationToken);
            output.WriteLine($"{service}: messages by replica: {string.Join(", ", messages)}");
        }

        // Replicas that are taken away finish what they have begun; the rest is delivered to those that stay.
        await project.RunAsync("up", "-d", "--no-recreate", "--scale", "email=1", "--scale", "inventory=1", "--scale", "invoice=1");
        await Task.WhenAll(sending, sendingMore);
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
        output.WriteLine($"{project.Accepted} orders, GBP {project.Total}: three effects each");
    }
}
