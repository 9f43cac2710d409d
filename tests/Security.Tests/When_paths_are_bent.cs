using System.Net;
using System.Text;
using System.Text.Json;
using Microservices.Security.Tests.Scenes;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http;

namespace Microservices.Security.Tests;

/// <summary>No other spelling of a path opens what the plain one closes.</summary>
public sealed class When_paths_are_bent(GuardedServices services) : IClassFixture<GuardedServices>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_open_nothing_to_nobody() => (await FindOpenedAsync(key: null)).ShouldBeEmpty();

    [Fact]
    public async Task Should_open_nothing_to_a_caller_of_another_scope() =>
        (await FindOpenedAsync(GuardedServices.KeyOf(Scopes.MetricsRead))).ShouldBeEmpty();

    private async Task<IReadOnlyList<string>> FindOpenedAsync(string? key)
    {
        List<string> opened = [];
        var requests = 0;
        using var client = services.Client(key);
        foreach (var route in services.Routes.Where(route => key is null
            ? RouteTable.PolicyOf(route) != RouteTable.Open
            : RouteTable.PolicyOf(route) is not (RouteTable.Open or "caller" or "operators")))
        {
            foreach (var path in Bend(RouteTable.PathOf(route)))
            {
                requests++;
                if (await FindOpenAsync(client, RouteTable.MethodOf(route), path, RouteTable.PolicyOf(route) == "customer's link") is { } answer)
                    opened.Add($"{RouteTable.MethodOf(route)} {path}: {answer}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{requests} requests");
        requests.ShouldBeGreaterThan(1000);
        return opened;
    }

    private static IEnumerable<string> Bend(string path)
    {
        var first = path.TrimStart('/').Split('/')[0];
        yield return $"/{path}";
        yield return $"{path}/";
        yield return $"{path}//";
        yield return $"{path}/.";
        yield return $"/.{path}";
        yield return $"/health/live/../..{path}";
        yield return $"/health/live/%2e%2e/%2e%2e{path}";
        yield return $"/health/live/..%2f..{path}";
        yield return $"/health/live;{path}";
        yield return $"{path};x=1";
        yield return $"{path}/..;/health/live";
        yield return $"{path}%00";
        yield return $"{path}%20";
        yield return $"{path}.";
        yield return $"{path}?{path}";
        yield return $"{path}%3f";
        yield return $"{path}%23";
        yield return path.ToUpperInvariant();
        yield return path.Replace('/', '\\');
        yield return path.Replace("/", "%2f", StringComparison.Ordinal);
        if (first.Length == 0)
            yield break;
        yield return path.Replace(first, string.Concat(first.Select(letter => $"%{(int)letter:x2}")), StringComparison.Ordinal);
        yield return path.Replace(first, string.Concat(first.Select(letter => $"%25{(int)letter:x2}")), StringComparison.Ordinal);
    }

    // Null when the request is refused, finds nothing, or cannot be read.
    private static async Task<string?> FindOpenAsync(HttpClient client, string method, string path, bool isCustomers)
    {
        if (!Uri.TryCreate($"{client.BaseAddress}{path[1..]}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }, out var address))
            return null;

        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (!HttpMethods.IsGet(method))
            request.Content = new StringContent("""{ "dryRun": true }""", Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => null,
            HttpStatusCode.UnsupportedMediaType => null, // of the routing, to callers
            HttpStatusCode.Redirect when answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) is true => null,
            // Whoever has no link reads that it is not valid, on a page.
            HttpStatusCode.NotFound when isCustomers && answer.Content.Headers.ContentType?.MediaType == "text/html" => null,
            // A route that ran says why there is nothing.
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed when !JsonElement.Parse(text).TryGetProperty("detail", out _) => null,
            HttpStatusCode.BadRequest when text.Length == 0 || text.Contains("must not have a part of dots alone", StringComparison.Ordinal)
                || text.Contains("percent", StringComparison.OrdinalIgnoreCase) => null,
            _ => $"{(int)answer.StatusCode} {text}",
        };
    }
}
