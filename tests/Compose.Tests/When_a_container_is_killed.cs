using System.Globalization;
using Microservices.Compose.Tests.Judging;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

/// <summary>
/// SIGKILL under load, one container after the other. <c>COMPOSE_KILL_ORDERS</c> is how many orders flow at each; 150 by
/// default.
/// </summary>
[Collection<OneMachine>]
public sealed class When_a_container_is_killed(OneMachineProject project, ITestOutputHelper output)
{
    private static readonly int Orders =
        int.Parse(Environment.GetEnvironmentVariable("COMPOSE_KILL_ORDERS") ?? "150", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("orders", "orders", "orders")]
    [InlineData("email", "email", "deliveries")]
    [InlineData("inventory", "inventory", "reservations")]
    [InlineData("invoice", "invoice", "invoices")]
    [InlineData("rabbitmq", "invoice", "invoices")]
    [InlineData("postgres", "orders", "orders")]
    public async Task Should_be_exact_after_recovery(string container, string database, string effects)
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var orders = await project.NextOrdersAsync(Orders);
        var before = await project.NumberAsync(database, $"select count(*) from {effects}");
        var sending = project.SendAsync(orders);
        await Eventually.Holds(
            async () => await project.NumberAsync(database, $"select count(*) from {effects}") >= before + Orders / 10,
            "the orders flow", TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        await project.RunAsync("kill", "-s", "SIGKILL", container);
        await project.RunAsync("up", "-d", "--wait", "--no-recreate");
        var done = await project.NumberAsync(database, $"select count(*) from {effects}") - before;
        output.WriteLine($"{container} killed under load; {done} of {Orders} {effects} when it was back");

        await sending;
        await project.FulfilledAsync();
        await ProjectJudge.ShouldBeExactAsync(project);
    }
}
