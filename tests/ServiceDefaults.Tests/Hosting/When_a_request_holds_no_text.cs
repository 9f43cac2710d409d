using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_a_request_holds_no_text
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_decode_keys_once()
    {
        await using var service = await StartAsync();
        (string Path, string Key)[] keys =
        [
            ("/keys/a%2Fb", "a/b"), ("/keys/a%2fb", "a/b"), ("/keys/a%252Fb", "a%2Fb"), ("/keys/a%25252Fb", "a%252Fb"), ("/keys/a+b", "a+b"), ("/keys/a%20b", "a b"),
            ("/keys/%2E%2E%2Fb", "../b"), ("/keys/a%2F..%2Fb", "a/../b"), ("/k%65ys/%F0%9F%8D%BA", "🍺"), ("/keys/%C3%BC?key=%C3%A4", "ü"),
            ("/keys/a%3Fb", "a?b"), ("/keys/a%23b", "a#b"), ("/keys/a%5Cb", "a\\b"), ("/all/a%2Fb/c%252F", "a/b/c%2F"), ("/all/a/b", "a/b"), ("/all/%2Fa//b", "/a//b"),
            ("/named/a%2Fb.pdf", "a/b"),
        ];

        foreach (var (path, key) in keys)
        {
            using var answer = await GetAsync(service, path);
            (path, await answer.Content.ReadFromJsonAsync<string>(Cancellation)).ShouldBe((path, key));
        }
    }

    [Theory]
    [InlineData("/keys/%FF", "key")]
    [InlineData("/keys/%ED%A0%80", "key")]
    [InlineData("/keys/%C3", "key")]
    [InlineData("/keys/%EF%BF%BF", "key")]
    [InlineData("/keys/100%", "key")]
    [InlineData("/keys/%zz", "key")]
    [InlineData("/named/%FF.pdf", "key")]
    [InlineData("/all/a/%FF", "key")]
    [InlineData("/numbers/%FF", "path")]
    [InlineData("/keys/%2E%2E", "path")]
    [InlineData("/all/a/../%62", "path")]
    [InlineData("/keys/a?text=%00", "text")]
    [InlineData("/keys/a?one=1&text=a%00b&two=2", "text")]
    [InlineData("/keys/a?text=%ED%A0%80", "text")]
    [InlineData("/keys/a?text=%FF", "text")]
    [InlineData("/keys/a?text=100%", "text")]
    [InlineData("/keys/a?text=%u0041", "text")]
    [InlineData("/keys/a?%00=1", "%00")]
    [InlineData("/health/live?text=%00", "text")]
    [InlineData("/nowhere?text=%00", "text")]
    public async Task Should_name_the_parameter(string path, string parameter)
    {
        await using var service = await StartAsync();

        using var answer = await GetAsync(service, path);

        (await ErrorOfAsync(answer)).ShouldBe(parameter);
    }

    [Theory]
    [InlineData("/keys/a%252Fb", "a%2Fb")]
    [InlineData("/keys/%ED%A0%80", null)]
    [InlineData("/keys/a?text=%00", null)]
    public async Task Should_read_a_target_that_names_the_host(string path, string? key)
    {
        await using var service = await StartAsync();
        using var handler = new SocketsHttpHandler { Proxy = new WebProxy(service.App.Urls.First()) };
        using var client = new HttpClient(handler);

        using var answer = await client.GetAsync(new Uri($"http://orders.example{path}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), Cancellation);

        if (key is null)
            (await ErrorOfAsync(answer)).ShouldBe(path.Contains('?', StringComparison.Ordinal) ? "text" : "key");
        else
            (await answer.Content.ReadFromJsonAsync<string>(Cancellation)).ShouldBe(key);
    }

    [Theory]
    [InlineData("a\\u0000b")]
    [InlineData("a\\ud800b")]
    [InlineData("\\udc00")]
    [InlineData("\\ufffe")]
    public async Task Should_name_the_member_of_a_body(string text)
    {
        await using var service = await StartAsync();
        using var client = service.CreateClient();
        using var content = new StringContent($$"""{ "orderId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "text": "{{text}}" }""", Encoding.UTF8, "application/json");

        using var answer = await client.PostAsync(new Uri("/probes", UriKind.Relative), content, Cancellation);

        (await ErrorOfAsync(answer)).ShouldBe("text");
    }

    [Fact]
    public async Task Should_leave_the_path_as_it_was()
    {
        await using var service = await StartAsync();

        using var answer = await GetAsync(service, "/path/a%2Fb");

        (await answer.Content.ReadFromJsonAsync<string>(Cancellation)).ShouldBe("/path/a%2Fb");
    }

    private static async Task<string> ErrorOfAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name;
    }

    private static async Task<HttpResponseMessage> GetAsync(TestService service, string path)
    {
        using var client = service.CreateClient();
        // Else the client writes the path anew before it sends it.
        return await client.GetAsync(new Uri($"{service.App.Urls.First()}{path}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), Cancellation);
    }

    private static async Task<TestService> StartAsync()
    {
        var service = TestService.Build("memory://");
        service.App.MapGet("/keys/{key}", (string key) => Results.Json(key)).OpenToAll();
        service.App.MapGet("/all/{**key}", (string key) => Results.Json(key)).OpenToAll();
        service.App.MapGet("/named/{key}.pdf", (string key) => Results.Json(key)).OpenToAll();
        service.App.MapGet("/numbers/{number:int}", (int number) => number).OpenToAll();
        service.App.MapGet("/path/{key}", (HttpContext context) => Results.Json(context.Request.Path.Value)).OpenToAll();
        service.App.MapPost("/probes", (ProbeSent probe) => probe).OpenToAll();
        await service.StartAsync(Cancellation);
        return service;
    }
}
