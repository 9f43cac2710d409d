using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Microservices.Architecture.Tests;

[Collection<RunningServices>]
public sealed class RouteTests(AllServices services)
{
    private static readonly string[] NoText = ["%00", "a%00b", "%FF", "%ED%A0%80", "%C3", "%EF%BF%BE", "%", "%zz"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_answer_what_is_no_text_with_the_name_of_the_parameter()
    {
        using var client = new HttpClient();
        List<string> mistaken = [];
        var (routes, requests) = (services.Routes.ToList(), 0);

        foreach (var route in routes)
        {
            foreach (var (path, body, name) in AttacksOn(route))
            {
                requests++;
                using var request = new HttpRequestMessage(new HttpMethod(MethodOf(route)), new Uri(services.Address + path,
                    new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
                if (body is not null)
                    request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request, Cancellation);
                if (answer.StatusCode != HttpStatusCode.BadRequest || !(await ErrorsOfAsync(answer)).Contains(name))
                    mistaken.Add($"{request.Method} {path} {body}: {(int)answer.StatusCode}, not 400 with '{name}'");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{requests} requests to {routes.Count} routes");
        routes.Count.ShouldBeGreaterThan(40);
        mistaken.ShouldBeEmpty();
    }

    private static IEnumerable<(string Path, string? Body, string Name)> AttacksOn(RouteEndpoint route)
    {
        foreach (var text in NoText)
            yield return ($"{PathOf(route, _ => null)}?limit=1&text={text}", null, "text");

        // Where a route takes numbers only, none is found that the parameter could be of. Kestrel answers U+0000 in a path by itself.
        foreach (var parameter in route.RoutePattern.Parameters)
        {
            foreach (var text in NoText.Where(text => !text.Contains("%00", StringComparison.Ordinal)))
                yield return (PathOf(route, name => name == parameter.Name ? text : null), null, IsText(parameter) ? parameter.Name : "path");
        }

        var members = route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType?.GetProperties() ?? [];
        foreach (var member in members.Where(member => member.PropertyType == typeof(string)))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(member.Name);
            foreach (var text in (string[])["a\\u0000b", "\\ud800", "\\uffff"])
                yield return (PathOf(route, _ => null), $$"""{ "{{name}}": "{{text}}" }""", name);
        }
    }

    private static bool IsText(RoutePatternParameterPart parameter) => parameter.ParameterPolicies.Count == 0;

    private static string MethodOf(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "GET";

    private static string PathOf(RouteEndpoint route, Func<string, string?> find) => "/" + string.Join('/',
        route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternParameterPart parameter => find(parameter.Name) ?? ValueOf(parameter),
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "",
        }))));

    private static string ValueOf(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies is [{ Content: "guid" }, ..] ? "3f2504e0-4f89-41d3-9a0c-0305e82c3301" : "1";

    private static async Task<IEnumerable<string>> ErrorsOfAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).TryGetProperty("errors", out var errors)
            ? errors.EnumerateObject().Select(error => error.Name)
            : [];
}
