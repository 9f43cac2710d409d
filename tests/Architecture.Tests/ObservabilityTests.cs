using Microservices.Architecture.Tests.Rules;

namespace Microservices.Architecture.Tests;

[Collection<RunningServices>]
public sealed class ObservabilityTests(AllServices services)
{
    // Prometheus's own.
    private const string Up = "up";

    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "observability");

    private static IReadOnlyList<Dictionary<string, object>> Alerts =>
        ObservabilityRule.Alerts(Path.Combine(Folder, "alerts.yml"));

    [Fact]
    public async Task Should_ask_for_metrics_that_are_published()
    {
        var asked = Directory.EnumerateFiles(Path.Combine(Folder, "dashboards"), "*.json").SelectMany(ObservabilityRule.OfDashboard)
            .Concat(Alerts.Select(alert => ("alerts.yml", (string)alert["expr"]))).ToList();

        asked.Count.ShouldBeGreaterThan(30);
        var published = await PublishedMetrics.ReadAsync(services, TestContext.Current.CancellationToken);
        ObservabilityRule.CheckMetrics(asked, new HashSet<string>(published) { Up }).ShouldBeNone();
    }

    [Fact]
    public void Should_find_every_value_of_a_histogram_within_its_buckets() =>
        PublishedMetrics.FindHistogramsWithoutBounds(services).ShouldBeEmpty();

    [Fact]
    public void Should_tell_who_is_woken_what_it_is_and_what_to_do() =>
        Alerts.SelectMany(alert => ObservabilityRule.CheckAlert(Repository.Root, alert)).ShouldBeNone();

    [Fact]
    public void Should_find_a_metric_that_is_gone() =>
        ObservabilityRule.CheckMetrics([("a.json", "sum(rate(gone_total[5m])) / known")], new HashSet<string> { "known" })
            .ShouldBe(["a.json asks for gone_total, which nothing publishes"]);

    [Fact]
    public void Should_find_what_an_alert_lacks() =>
        ObservabilityRule.CheckAlert(Repository.Root, new Dictionary<string, object>
        {
            ["alert"] = "Bare",
            ["annotations"] = new Dictionary<object, object> { ["runbook"] = "docs/none.md" },
        }).ShouldBe(["Bare has no severity", "Bare has no summary", "Bare leads to docs/none.md, which is not there"]);

    [Theory]
    [InlineData("""max by (queue) (a_b{c=~"d"} offset 15m) > 3600""", "a_b")]
    [InlineData("""increase(a_total{o="x y"}[15m]) > 0 or (a_total unless b:c:rate5m offset 15m) > 1e3""", "a_total b:c:rate5m")]
    [InlineData("histogram_quantile(0.95, sum by (le) (rate(a_bucket[$__rate_interval])))", "a_bucket")]
    [InlineData("a * on (job) group_left (version) b", "a b")]
    public void Should_know_the_metrics_of_an_expression(string expression, string metrics) =>
        string.Join(' ', PromQl.MetricsOf(expression)).ShouldBe(metrics);
}
