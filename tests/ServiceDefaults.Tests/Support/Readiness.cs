using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>The answer of <c>/health/ready</c>.</summary>
internal sealed record Readiness(HttpStatusCode StatusCode, IReadOnlyList<ReadinessCheck> Checks)
{
    public ReadinessCheck this[string name] => Checks.Single(check => check.Name == name);

    public static async Task<Readiness> ReadAsync(TestService service, CancellationToken cancellationToken)
    {
        using var client = service.CreateClient();
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return new Readiness(answer.StatusCode,
        [
            .. report.GetProperty("checks").EnumerateArray().Select(check => new ReadinessCheck(
                Text(check, "name"), Text(check, "status"), Text(check, "reason")))
        ]);
    }

    /// <summary>For the message of a test that waited in vain.</summary>
    public override string ToString() => $"{StatusCode}: {string.Join("; ", Checks)}";

    private static string Text(JsonElement check, string name) => check.GetProperty(name).GetString() ?? "";
}
