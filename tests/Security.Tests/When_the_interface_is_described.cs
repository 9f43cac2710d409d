using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microservices.Security.Tests.Scenes;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Routing;

namespace Microservices.Security.Tests;

public sealed partial class When_the_interface_is_described(GuardedServices services) : IClassFixture<GuardedServices>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_say_which_scope_each_operation_takes()
    {
        var document = await ReadAsync();
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation =>
            (Route: $"{operation.Name.ToUpperInvariant()} {path.Name}", Operation: operation.Value))).ToList();
        var policies = services.Routes.Where(route => RouteTable.PolicyOf(route) is not (RouteTable.Open or RouteTable.None))
            .ToLookup(route => $"{RouteTable.MethodOf(route)} {PathOf(route)}", RouteTable.PolicyOf);

        described.Count.ShouldBeGreaterThan(30);
        described.ShouldContain(operation => operation.Route == "POST /orders");
        foreach (var (route, operation) in described)
        {
            string[] scopes = policies[route].ShouldHaveSingleItem(route) is "caller" ? [] : [policies[route].Single()];
            foreach (var scheme in new[] { "key", "token" })
                ScopesOf(operation, scheme).ShouldBe(scopes, route);
        }
    }

    [Fact]
    public async Task Should_say_how_callers_are_known()
    {
        var schemes = (await ReadAsync()).GetProperty("components").GetProperty("securitySchemes");

        schemes.GetProperty("key").GetProperty("name").GetString().ShouldBe("X-Api-Key");
        schemes.GetProperty("token").GetProperty("scheme").GetString().ShouldBe("bearer");
    }

    private static IEnumerable<string?> ScopesOf(JsonElement operation, string scheme) => operation.GetProperty("security").EnumerateArray()
        .Single(requirement => requirement.TryGetProperty(scheme, out _)).GetProperty(scheme).EnumerateArray().Select(scope => scope.GetString());

    private static string PathOf(RouteEndpoint route) =>
        "/" + Constraint().Replace(route.RoutePattern.RawText!, "{$1}").Trim('/'); // a route of a service has a text

    private async Task<JsonElement> ReadAsync()
    {
        using var client = services.Client(GuardedServices.KeyOf(Scopes.OrdersRead));
        return await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancellation);
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Constraint();
}
