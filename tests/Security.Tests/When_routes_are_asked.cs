using System.Net;
using System.Text;
using Microservices.Security.Tests.Scenes;
using Microservices.ServiceDefaults.Security;
using Microservices.Standalone.Command;
using Microservices.Standalone.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Microservices.Security.Tests;

/// <summary>Every route of every service, and everyone who could ask.</summary>
public sealed class When_routes_are_asked(GuardedServices services) : IClassFixture<GuardedServices>
{
    private static readonly string[] OfDeadLetters = [Scopes.DeadLettersRead, Scopes.DeadLettersOperate, Scopes.DeadLettersAdminister];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Should_each_name_one_policy()
    {
        string[] table = [.. services.Routes.Select(RouteTable.Describe).Distinct().Order(StringComparer.Ordinal)];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', table));

        services.Routes.Where(route => RouteTable.PolicyOf(route) is RouteTable.None || RouteTable.PolicyOf(route).Contains(" and ", StringComparison.Ordinal))
            .Select(RouteTable.Describe).ShouldBeEmpty();
        var approved = Path.Combine(AppContext.BaseDirectory, "Routes.approved.txt");
        File.WriteAllLines(approved.Replace("approved", "received", StringComparison.Ordinal), table);
        table.ShouldBe(File.ReadAllLines(approved));
    }

    [Fact]
    public async Task Should_each_name_a_policy_in_standalone_too()
    {
        var folder = Directory.CreateTempSubdirectory("standalone-routes-");
        await using (var app = StandaloneHost.Build(new StandaloneSettings { DataDirectory = folder.FullName, Port = 0 }))
        {
            var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

            routes.Select(route => route.RoutePattern.RawText).ShouldContain("/board");
            routes.Where(route => RouteTable.PolicyOf(route) == RouteTable.None).Select(RouteTable.Describe).ShouldBeEmpty();
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_answer_each_caller_as_the_policy_says()
    {
        List<string> differences = [];
        var (callers, requests) = (Callers(), 0);
        foreach (var caller in callers)
        {
            using var client = services.Client(caller.Key, caller.Token);
            foreach (var route in services.Routes)
            {
                requests++;
                var found = await AskAsync(client, route, caller.Link);
                var expected = Expected(route, caller);
                if (found != expected)
                    differences.Add($"{caller.Name}: {RouteTable.Describe(route)}: {found}, not {expected}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{callers.Count} callers x {services.Routes.Count} routes: {requests} requests, {differences.Count} differences");
        differences.ShouldBeEmpty();
    }

    private List<Caller> Callers() =>
    [
        new("nobody", null, null, null),
        new("an unknown key", "guess", null, null),
        new("an empty key", "", null, null),
        new("a key that has ended", GuardedServices.ExpiredKey, null, null),
        new("a key with a blank in it", "key-of -orders.read", null, null),
        new("a hash instead of its key", new string('0', 64), null, null),
        .. services.Issuer.Forged().Select(forged => new Caller($"a token {forged.Key}", null, forged.Value, null)),
        new("a customer's link", null, null, null, GuardedServices.Link()) { IsCustomer = true },
        new("a link that has ended", null, null, null, GuardedServices.Link(daysLeft: -1)),
        new("a link signed by another key", null, null, null, GuardedServices.Link(key: "another-key-of-forty-characters-56789012")),
        new("a link cut short", null, null, null, GuardedServices.Link()[..^1]),
        new("two links", null, null, null, $"{GuardedServices.Link()}&{GuardedServices.Link()[1..]}"),
        .. Scopes.All.Select(scope => new Caller($"a key with {scope}", GuardedServices.KeyOf(scope), null, [scope])),
        .. Scopes.All.Select(scope => new Caller($"a token with {scope}", null, services.Issuer.Good(scope), [scope])),
    ];

    private static async Task<string> AskAsync(HttpClient client, RouteEndpoint route, string link)
    {
        using var request = new HttpRequestMessage(new HttpMethod(RouteTable.MethodOf(route)), RouteTable.PathOf(route) + link);
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
            request.Content = new StringContent("""{ "dryRun": true }""", Encoding.UTF8,
                route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [var type, ..] ? type : "application/json");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound when RouteTable.PolicyOf(route) == RouteTable.Customer => "unknown",
            HttpStatusCode.Unauthorized when RouteTable.PolicyOf(route) != RouteTable.Open => "unknown",
            HttpStatusCode.Redirect when answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) is true
                && RouteTable.PolicyOf(route) != RouteTable.Open => "sign-in",
            HttpStatusCode.Forbidden when RouteTable.PolicyOf(route) != RouteTable.Open => "refused",
            HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError => $"{answer.StatusCode}",
            _ => "let in",
        };
    }

    private static string Expected(RouteEndpoint route, Caller caller)
    {
        var policy = RouteTable.PolicyOf(route);
        if (policy == RouteTable.Open)
            return "let in";
        if (policy == RouteTable.Customer)
            return caller.IsCustomer ? "let in" : "unknown";
        if (caller.Scopes is not { } scopes)
            return RouteTable.IsPage(route) && route.Metadata.GetMetadata<IDisableCookieRedirectMetadata>() is null ? "sign-in" : "unknown"; // sockets follow nothing

        var has = scopes.SelectMany(scope => OfDeadLetters.Contains(scope) ? OfDeadLetters.Take(Array.IndexOf(OfDeadLetters, scope) + 1) : [scope]);
        return policy == "caller" || has.Contains(policy == "operators" ? Scopes.MetricsRead : policy) ? "let in" : "refused";
    }

    private sealed record Caller(string Name, string? Key, string? Token, string[]? Scopes, string Link = "")
    {
        public bool IsCustomer { get; init; }
    }
}
