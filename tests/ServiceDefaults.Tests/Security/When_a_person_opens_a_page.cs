using System.Net;
using System.Text;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing.Pipeline;
using Microsoft.AspNetCore.Builder;

namespace Microservices.ServiceDefaults.Tests.Security;

/// <summary>In a browser, which has no header for keys but asks for a name and a password.</summary>
public sealed class When_a_person_opens_a_page : IAsyncLifetime
{
    private const string Good = "key:with-a-colon";

    private TestService _service = null!; // set by InitializeAsync

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = TestService.Build("memory://", configure: null,
            [.. TestKeys.Settings(0, "reader", Good, [Scopes.StockWrite]).Select(setting =>
                (setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))]);
        _service.App.MapGet("/docs", () => "").RequireCaller().AsPage();
        _service.App.MapGet("/stock", () => "").RequireScope(Scopes.StockRead);
        _service.App.MapPost("/stock", () => "").RequireScope(Scopes.StockWrite);
        await _service.StartAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Should_ask_for_a_password()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/docs", authorization: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.Select(way => way.Scheme).ShouldBe(["Basic", "ApiKey"]);
    }

    [Fact]
    public async Task Should_not_make_programs_ask_for_one()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/stock", authorization: null);

        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("ApiKey");
    }

    [Theory]
    [InlineData("anybody:key:with-a-colon", HttpStatusCode.OK)]
    [InlineData(":key:with-a-colon", HttpStatusCode.OK)]
    [InlineData("anybody:guess", HttpStatusCode.Unauthorized)]
    [InlineData("anybody:", HttpStatusCode.Unauthorized)]
    [InlineData("key", HttpStatusCode.Unauthorized)]
    public async Task Should_take_a_key_as_the_password(string pair, HttpStatusCode expected)
    {
        using var answer = await AskAsync(HttpMethod.Get, "/docs", Basic(pair));

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Should_take_no_password_that_cannot_be_read()
    {
        using var answer = await AskAsync(HttpMethod.Get, "/docs", "Basic ***");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task Should_change_nothing_for_another_site(string? site, HttpStatusCode expected)
    {
        using var answer = await AskAsync(HttpMethod.Post, "/stock", Basic($"anybody:{Good}"), site);

        answer.StatusCode.ShouldBe(expected);
    }

    private static string Basic(string pair) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? authorization, string? site = null)
    {
        using var client = _service.CreateClient();
        using var request = new HttpRequestMessage(method, path);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return await client.SendAsync(request, Cancellation);
    }
}
