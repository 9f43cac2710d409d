using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_a_request_is_wrong
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{ "orderId": "no UUID" }""", "orderId")]
    [InlineData("""{ "text": "x" }""", "orderId")]
    [InlineData("""{ "orderId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "text": 5 }""", "text")]
    [InlineData("""{ "orderId": """, "orderId")]
    [InlineData("""{ "orderId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "text": "a", "text": "b" }""", "text")]
    [InlineData("""{ "orderId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "text": "a", "Text": "b" }""", "Text")]
    [InlineData("[]", "$")]
    [InlineData("not JSON", "$")]
    [InlineData("null", "$")]
    [InlineData("", "$")]
    public async Task Should_name_the_field_and_the_reason(string body, string field)
    {
        await using var service = await StartAsync();
        using var client = service.CreateClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await client.PostAsync(new Uri("/probes", UriKind.Relative), content, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var error = problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem();
        error.Name.ShouldBe(field);
        error.Value[0].GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldNotContain("Microservices.");
        problem.GetRawText().ShouldNotContain("Implicit body");
    }

    [Theory]
    [InlineData("/probes/none", "number", "must be a whole number of at most 2147483647 (was 'none')")]
    [InlineData("/found", "orderId", "is required")]
    [InlineData("/found?orderId=x%22%0A", "orderId", "must be a UUID such as 6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11, and not all zeros (was 'x\"\\u000a')")]
    [InlineData("/found?orderId=6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11&cursor=1.5", "cursor", "must be a whole number of at most 9223372036854775807 (was '1.5')")]
    [InlineData("/found?orderId=6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11&isOpen=ja", "isOpen", "must be true or false (was 'ja')")]
    [InlineData("/found?orderId=6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11&at=noon", "at", "has the wrong form (was 'noon')")]
    public async Task Should_name_the_parameter_and_the_rule(string path, string name, string rule)
    {
        await using var service = await StartAsync();
        using var client = service.CreateClient();

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var error = problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem();
        (error.Name, error.Value[0].GetString()).ShouldBe((name, rule));
        problem.GetProperty("detail").GetString().ShouldBe($"{name} {rule}.");
    }

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Should_read_a_body_in_an_encoding_that_is_known(string contentType)
    {
        await using var service = await StartAsync();
        using var client = service.CreateClient();
        var encoding = contentType.EndsWith("16", StringComparison.Ordinal) ? Encoding.Unicode : Encoding.UTF8;
        using var content = new ByteArrayContent(encoding.GetBytes("""{ "orderId": "no UUID" }"""));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        using var answer = await client.PostAsync(new Uri("/probes", UriKind.Relative), content, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("orderId");
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/probes", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/probes", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("GET", "/probes/none", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/fails", HttpStatusCode.InternalServerError)]
    public async Task Should_answer_every_error_with_problem_details(string method, string path, HttpStatusCode expected)
    {
        await using var service = await StartAsync();
        using var client = service.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("no JSON", Encoding.UTF8, "text/plain");

        using var answer = await client.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(expected);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        text.ShouldContain("\"traceId\"");
        text.ShouldNotContain("a secret of the implementation");
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/json; charset=bogus")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=\"\"")]
    public async Task Should_say_which_content_type_is_not_taken(string contentType)
    {
        await using var service = await StartAsync();
        using var client = service.CreateClient();
        using var content = new StringContent("{}", MediaTypeHeaderValue.Parse(contentType));

        using var answer = await client.PostAsync(new Uri("/probes", UriKind.Relative), content, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        problem.GetProperty("detail").GetString().ShouldBe(
            $"The content type is '{contentType}', and this route does not take it. A body of JSON needs application/json, in UTF-8.");
    }

    private static async Task<TestService> StartAsync()
    {
        var service = TestService.Build("memory://");
        service.App.MapPost("/probes", (ProbeSent probe) => probe).OpenToAll();
        service.App.MapGet("/probes/{number}", (int number) => number).OpenToAll();
        service.App.MapGet("/found", (Guid orderId, long? cursor, bool isOpen = false, DateTime? at = null) => $"{orderId} {cursor} {isOpen} {at}").OpenToAll();
        service.App.MapGet("/fails", string () => throw new InvalidOperationException("a secret of the implementation")).OpenToAll();
        await service.StartAsync(Cancellation);
        return service;
    }
}
