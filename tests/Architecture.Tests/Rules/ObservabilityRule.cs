using System.Text.Json;
using YamlDotNet.Serialization;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>Dashboards and alerts ask for metrics that exist, and alerts lead to documents that exist.</summary>
internal static class ObservabilityRule
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().Build();

    /// <returns>The file and expression of everything that a dashboard's panels and variables ask for.</returns>
    public static IEnumerable<(string File, string Expression)> OfDashboard(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. Strings(document.RootElement)
            .Where(member => member.Name == "expr" || member.Name == "query" && member.Text.StartsWith("label_values", StringComparison.Ordinal))
            .Select(member => (Path.GetFileName(path), member.Name == "expr" ? member.Text : FirstArgument(member.Text)))];
    }

    /// <returns>The alerts of a file of rules; each value is a text or a map.</returns>
    public static IReadOnlyList<Dictionary<string, object>> Alerts(string path) =>
        [.. Yaml.Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(File.ReadAllText(path))["groups"]
            .SelectMany(group => (List<object>)group["rules"]).Cast<Dictionary<object, object>>()
            .Select(rule => rule.ToDictionary(pair => (string)pair.Key, pair => pair.Value))];

    /// <returns>One line for each metric that nothing publishes.</returns>
    public static IEnumerable<string> CheckMetrics(
        IEnumerable<(string File, string Expression)> expressions, IReadOnlySet<string> published) =>
        expressions.SelectMany(asked => PromQl.MetricsOf(asked.Expression).Select(metric => (asked.File, Metric: metric)))
            .Where(asked => !published.Contains(asked.Metric)).Distinct()
            .Select(asked => $"{asked.File} asks for {asked.Metric}, which nothing publishes");

    /// <returns>One line for each thing that an alert lacks for the one who is woken by it.</returns>
    public static IEnumerable<string> CheckAlert(string root, IReadOnlyDictionary<string, object> alert)
    {
        var name = alert.GetValueOrDefault("alert") as string ?? "an alert";
        if (Text(alert, "labels", "severity") is not ("info" or "warning" or "critical"))
            yield return $"{name} has no severity";
        if (string.IsNullOrWhiteSpace(Text(alert, "annotations", "summary")))
            yield return $"{name} has no summary";
        var runbook = Text(alert, "annotations", "runbook");
        if (runbook is null || !File.Exists(Path.Combine(root, runbook)))
            yield return $"{name} leads to {runbook ?? "no runbook"}, which is not there";
    }

    private static string? Text(IReadOnlyDictionary<string, object> alert, string map, string key) =>
        alert.GetValueOrDefault(map) is Dictionary<object, object> values ? values.GetValueOrDefault(key) as string : null;

    private static string FirstArgument(string call) => call[(call.IndexOf('(', StringComparison.Ordinal) + 1)..].Split(',')[0];

    private static IEnumerable<(string Name, string Text)> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.String
            ? [(member.Name, member.Value.GetString() ?? "")]
            : Strings(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        _ => [],
    };
}
