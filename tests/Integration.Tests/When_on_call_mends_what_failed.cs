using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microservices.Integration.Tests.DeadLetters;
using Microservices.Integration.Tests.Pipeline;
using Microservices.Testing;

namespace Microservices.Integration.Tests;

/// <summary>The night of an engineer on call, by the command line alone: two causes, two groups, two replays.</summary>
public sealed class When_on_call_mends_what_failed
{
    private const int Invoices = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Failures come at once, and the endpoint does not rest for long.
    private static readonly Dictionary<string, string> Impatient = new()
    {
        ["Messaging__RetryLimit"] = "2",
        ["Messaging__RetryMaxInterval"] = "00:00:00.200",
        ["Messaging__RedeliveryIntervals__0"] = "00:00:00.200",
        ["Messaging__KillSwitchRestartTimeout"] = "00:00:00.500",
    };

    [Fact]
    public async Task Should_find_each_cause_and_replay_it_until_every_order_has_its_three_effects()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        var real = RealOrders.Read(Invoices);
        var unknown = real.Skus[0];
        await using var pipeline = await Pipelines.StartAsync(Impatient);
        await using var desk = await DeadLetterDesk.StartAsync(pipeline);
        await pipeline.StockAsync(real.Skus.Where(sku => sku != unknown), onHand: 500);
        var database = pipeline.ConnectionStringOf("Invoice");

        await DatabaseOutage.BeginAsync(database);
        await pipeline.ImportAsync(real.OpenCsv());
        await desk.HasAsync("invoice-order-confirmed", real.Accepted, Patience);
        await Eventually.Holds(async () => await pipeline.QueryAsync<long>("Inventory", "select count(*) from reservations")
            + await desk.CountAsync("dead_letters where queue = 'inventory-order-confirmed'") == real.Accepted,
            "each order to be reserved or to be a dead letter", Patience, TestContext.Current.CancellationToken);

        var groups = (await desk.RunAsync("groups", "--json")).ShouldEndWith(0).Json().GetProperty("items").EnumerateArray().ToList();
        groups.Count.ShouldBe(2);
        var (stock, outage) = (GroupOf(groups, "inventory-order-confirmed"), GroupOf(groups, "invoice-order-confirmed"));
        stock.GetProperty("exceptionType").GetString().ShouldEndWith("UnknownSkuException");
        outage.GetProperty("exceptionType").GetString().ShouldEndWith("PostgresException");
        outage.GetProperty("openCount").GetInt64().ShouldBe(real.Accepted);

        await DatabaseOutage.EndAsync(database);
        using var added = await pipeline.Inventory.Http.PutAsJsonAsync(
            new Uri($"/stock/{unknown}", UriKind.Relative), new { onHand = 500 }, TestContext.Current.CancellationToken);
        added.EnsureSuccessStatusCode();

        await ReplayAsync(desk, stock, "SKU added");
        await ReplayAsync(desk, outage, "the database is back");

        await pipeline.FulfilledAsync(real.Accepted, Patience);
        await PipelineJudge.ShouldBeExactAsync(pipeline, real);
        (await desk.RunAsync("groups")).ShouldEndWith(0).Error.ShouldContain("No groups.");
        await AuditShouldTellAsync(desk, "SKU added", "the database is back");
    }

    private static async Task ReplayAsync(DeadLetterDesk desk, JsonElement group, string reason)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"group:{group.GetProperty("id").GetInt64()}");
        var open = group.GetProperty("openCount").GetInt64();

        var plan = (await desk.RunAsync("replay", "--query", query, "--dry-run", "--json")).ShouldEndWith(0).Json();
        plan.GetProperty("willReplay").GetInt64().ShouldBe(open);

        var result = (await desk.RunAsync("replay", "--query", query, "--reason", reason, "--wait", "--json")).ShouldEndWith(0).Json();
        result.GetProperty("counts").GetProperty("processed").GetInt64().ShouldBe(open);
    }

    private static async Task AuditShouldTellAsync(DeadLetterDesk desk, params string[] reasons)
    {
        var entries = (await desk.RunAsync("audit", "--json")).ShouldEndWith(0).Json().GetProperty("items").EnumerateArray().ToList();
        foreach (var reason in reasons)
        {
            entries.ShouldContain(entry => entry.GetProperty("actor").GetString() == "key:ada"
                && entry.GetProperty("reason").GetString() == reason);
        }
    }

    private static JsonElement GroupOf(IEnumerable<JsonElement> groups, string queue) =>
        groups.Single(group => group.GetProperty("queue").GetString() == queue);
}
