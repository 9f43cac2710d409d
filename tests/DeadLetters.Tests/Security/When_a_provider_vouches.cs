using System.Net;
using System.Security.Cryptography;
using Microservices.DeadLetters.Tests.Security.Scenes;

namespace Microservices.DeadLetters.Tests.Security;

public sealed class When_a_provider_vouches : IAsyncLifetime
{
    private static readonly string[] Admin = ["deadletters.administer"];
    private static readonly string[] Queues = ["invoice-*"];
    private Provider _provider = null!; // set by InitializeAsync
    private SecureService _service = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync()
    {
        _provider = await Provider.StartAsync();
        _service = await SecureService.StartAsync(_provider.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Should_sign_browsers_in_by_the_code_flow()
    {
        var browser = _service.Client();

        var page = await FollowAsync(browser, SecureService.Page);

        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("Hello grace");
        (await browser.MeAsync()).GetProperty("scopes").ToString().ShouldBe("""["deadletters.read","deadletters.operate"]""");
    }

    [Fact]
    public async Task Should_tell_who_has_no_scope()
    {
        _provider.UserClaims.Remove("realm_access");

        var page = await FollowAsync(_service.Client(), SecureService.Page);

        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("grace is known, but has none");
    }

    [Fact]
    public async Task Should_accept_tokens_of_programs()
    {
        var client = WithToken(_provider.Token(new()
        {
            ["sub"] = "robot",
            ["realm_access"] = new Dictionary<string, object> { ["roles"] = Admin },
            ["queues"] = Queues,
        }));

        (await client.MeAsync()).ToString().ShouldBe("""{"name":"robot","scopes":["deadletters.read","deadletters.operate","deadletters.administer"],"queues":["invoice-*"]}""");
        (await client.PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // A program may ask its provider for a scope of any name, also of one that a role has.
    [Fact]
    public async Task Should_give_no_role_to_who_has_a_scope_of_its_name()
    {
        var me = await WithToken(_provider.Token(new() { ["sub"] = "robot", ["scope"] = "on-call metrics.read" })).MeAsync();

        me.GetProperty("scopes").ToString().ShouldBe("""["metrics.read"]""");
    }

    [Fact]
    public async Task Should_refuse_a_subject_that_no_audit_has_room_for()
    {
        _provider.UserClaims["sub"] = new string('s', 191);

        (await WithToken(_provider.Token(_provider.UserClaims)).OpenAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await FollowAsync(_service.Client(), SecureService.Page)).RequestMessage?.RequestUri?.Query.ShouldBe("?failed=provider");
    }

    [Fact]
    public async Task Should_refuse_tokens_that_are_not_for_us()
    {
        using var foreign = RSA.Create(2048);
        string[] tokens =
        [
            _provider.Token(_provider.UserClaims, audience: "another"),
            _provider.Token(_provider.UserClaims, lifetime: TimeSpan.FromHours(-1)),
            _provider.Token(_provider.UserClaims, key: foreign),
            "nonsense",
        ];

        foreach (var token in tokens)
        {
            var response = await WithToken(token).OpenAsync("/api/me");
            (await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).ShouldContain("Bearer");
        }
    }

    [Fact]
    public async Task Should_not_sign_in_when_the_provider_refuses()
    {
        var browser = _service.Client();

        var refused = await browser.OpenAsync("/sign-in/oidc/callback?error=access_denied&state=x");

        refused.Headers.Location?.ToString().ShouldBe("/sign-in?failed=provider");
        (await browser.OpenAsync("/sign-in?failed=provider")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private HttpClient WithToken(string token)
    {
        var client = _service.Client();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        return client;
    }

    private static async Task<HttpResponseMessage> FollowAsync(HttpClient browser, string path)
    {
        var response = await browser.OpenAsync(path);
        for (var step = 0; response.Headers.Location is { } location && step < 10; step++)
            response = await browser.OpenAsync(location.OriginalString);
        return response;
    }
}
