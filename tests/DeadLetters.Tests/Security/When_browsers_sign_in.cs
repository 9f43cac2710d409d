using System.Net;
using System.Security.Claims;
using Microservices.DeadLetters.Security.SignIn;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microservices.ServiceDefaults.Security;
using Microservices.ServiceDefaults.Security.Keys;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Security;

public sealed class When_browsers_sign_in
{
    [Fact]
    public async Task Should_lead_from_the_page_to_the_key_and_back()
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        var browser = service.Client();

        var led = await browser.OpenAsync($"{SecureService.Page}?a=1");
        var form = await browser.OpenAsync(led.Headers.Location!.ToString()); // asserted by its use
        var wrong = await SignInAsync(browser, "key-of-nobody", "/console?a=1");
        var right = await SignInAsync(browser, "key-of-otto", "/console?a=1");
        var page = await browser.OpenAsync(right.Headers.Location!.ToString()); // asserted by its use

        led.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ReadAsync(form)).ShouldContain("""name="returnUrl" value="/console?a=1">""");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ReadAsync(wrong)).ShouldContain("no key of this service");
        (await ReadAsync(page)).ShouldBe("Hello otto");
        right.Headers.GetValues("Set-Cookie").Single().ShouldContain("samesite=lax; httponly");
        (await service.QueryAsync(context => context.DataProtectionKeys.CountAsync(TestContext.Current.CancellationToken)))
            .ShouldBe(1);
    }

    [Fact]
    public async Task Should_forget_who_signs_out()
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        var browser = service.Client();
        await SignInAsync(browser, "key-of-otto", "/");
        (await browser.MeAsync()).GetProperty("name").GetString().ShouldBe("otto");

        await browser.SendAsync(Own(browser, HttpMethod.Post, "/sign-out"), TestContext.Current.CancellationToken);

        (await browser.OpenAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("//attacker.example/")]
    [InlineData("/\\attacker.example/")]
    [InlineData("")]
    public async Task Should_lead_to_no_other_site(string returnUrl)
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);

        (await SignInAsync(service.Client(), "key-of-otto", returnUrl)).Headers.Location?.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task Should_show_markup_as_text()
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);

        var page = await ReadAsync(await service.Client().OpenAsync("/sign-in?returnUrl=/%22%3E%3Cscript%3E"));

        page.ShouldContain("/&quot;&gt;&lt;script&gt;");
        page.ShouldNotContain("<script>");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://attacker.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "", true)] // the service's own
    [InlineData("X-Requested-With", "console", true)]
    [InlineData("X-Other", "x", false)]
    public async Task Should_refuse_writes_that_other_sites_ask_for(string header, string value, bool isOwn)
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        var browser = service.Client();
        await SignInAsync(browser, "key-of-otto", "/");

        var origin = value.Length > 0 ? value : service.Address.GetLeftPart(UriPartial.Authority);
        var response = await browser.PutViewAsync((header, origin));

        if (isOwn)
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        else
            (await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("X-Requested-With");
        (await browser.OpenAsync("/api/views")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_refuse_what_other_sites_ask_of_a_developers_machine()
    {
        await using var service = await SecureService.StartAsync([], "Development");

        await (await service.Client().PutViewAsync(("Origin", "https://attacker.example")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    // Browsers add it by themselves, where a proxy has asked for it.
    [Fact]
    public async Task Should_not_take_a_basic_header_for_a_programs()
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        var browser = service.Client();
        await SignInAsync(browser, "key-of-otto", "/");

        await (await browser.PutViewAsync(("Authorization", "Basic YTpi"), ("Origin", "https://attacker.example")))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Should_refuse_a_socket_that_another_site_opens()
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        var request = new HttpRequestMessage(HttpMethod.Get, SecureService.Page);
        request.Headers.Add("Origin", "https://attacker.example");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Connection", "Upgrade");
        var browser = service.Client();
        (await SignInAsync(browser, "key-of-rita", "/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    // A link of another site opens a page with the cookie: what it may open gives out nothing, and leaves no trace of the user.
    [Theory]
    [InlineData("/api/dead-letters/1?unmask=true")]
    [InlineData("/api/dead-letters/1/unmask")]
    [InlineData("/api/dead-letters/1/body")]
    [InlineData("/api/export?query=status:*")]
    public async Task Should_give_out_nothing_by_a_link(string path)
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        await Archive.Letters.AddAsync(service, "alpha", 1, letter => letter.Body = "{\"email\":\"jane@example.com\"}"u8.ToArray());
        var browser = service.Client();
        await SignInAsync(browser, "key-of-otto", "/");
        using var post = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Sec-Fetch-Site", "cross-site" } } };

        var followed = await browser.OpenAsync(path);
        var posted = await browser.SendAsync(post, TestContext.Current.CancellationToken);

        (await ReadAsync(followed)).ShouldNotContain("jane");
        posted.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ActionsAsync(service)).ShouldBe(["key:otto signed.in"]);
    }

    [Fact]
    public async Task Should_write_who_came_in_and_who_did_not_into_the_audit()
    {
        await using var service = await SecureService.StartAsync(
            [.. SecureService.AllRights, ("Security:ApiKeys:2:Scopes:0", "orders.read")]);

        await SignInAsync(service.Client(), "key-of-nobody", "/");
        var anna = service.Client();
        await SignInAsync(anna, "key-of-anna", "/");
        (await anna.OpenAsync(SecureService.Page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        for (var times = 0; times < 3; times++)
            (await service.Client("rita").PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await ActionsAsync(service)).ShouldBe(
            ["anonymous sign-in.refused", "key:anna signed.in", "key:anna access.denied", "key:rita access.denied"]);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task Should_keep_the_cookie_to_tls_where_a_proxy_ends_it(string scheme, bool isSecure)
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        var browser = service.Client();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);

        var answer = await SignInAsync(browser, "key-of-otto", "/");

        answer.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.Ordinal).ShouldBe(isSecure);
    }

    [Fact]
    public async Task Should_end_a_time_after_the_sign_in()
    {
        var clock = new StillClock();
        await using var service = await SecureService.StartAsync(SecureService.AllRights, clock: clock);
        var user = SignedIn(service, "otto");
        clock.Now += TimeSpan.FromHours(7);

        // Opened late, which gains nothing.
        await service.UseAsync<AuthenticationStateProvider, bool>(async provider =>
        {
            ((IHostEnvironmentAuthenticationStateProvider)provider).SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
            (await provider.GetAuthenticationStateAsync()).User.NameOf().ShouldBe("otto");
            clock.Now += TimeSpan.FromHours(1);
            (await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated.ShouldBeFalse(); // nobody has one, too
            return true;
        });
    }

    [Fact]
    public async Task Should_end_with_the_key_and_when_it_may_something_else()
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        var (otto, rita) = (SignedIn(service, "otto"), SignedIn(service, "rita"));
        var never = service.Find<ApiKeys>().Find("key-of-anna", out _).ShouldNotBeNull();
        var session = service.Find<SignInSession>();
        (session.Lasts(otto), session.Lasts(rita), session.Lasts(never)).ShouldBe((true, true, false));

        service.Configure(("Security:ApiKeys:0:Scopes:0", "orders.read"), ("Security:ApiKeys:1:Sha256", new string('0', 64)));

        (session.Lasts(otto), session.Lasts(rita)).ShouldBe((false, false));
    }

    private static ClaimsPrincipal SignedIn(SecureService service, string name)
    {
        var user = service.Find<ApiKeys>().Find($"key-of-{name}", out _).ShouldNotBeNull();
        service.Find<SignInSession>().Begin(user);
        return user;
    }

    private static Task<List<string>> ActionsAsync(SecureService service) => service.QueryAsync(context => context.Audit
        .OrderBy(entry => entry.Id).Select(entry => entry.Actor + " " + entry.Action).ToListAsync(TestContext.Current.CancellationToken));

    [Fact]
    public async Task Should_tell_browsers_what_answers_are_not_for()
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);

        var page = await service.Client().OpenAsync("/sign-in");
        var api = await service.Client("rita").OpenAsync("/api/me");

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("script-src 'self';");
        foreach (var response in (HttpResponseMessage[])[page, api, await service.Client().OpenAsync("/api/me")])
        {
            response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
            response.Headers.GetValues("X-Frame-Options").Single().ShouldBe("DENY");
        }

        api.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; frame-ancestors 'none'");
        api.Headers.CacheControl?.NoStore.ShouldBeTrue();
    }

    internal static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string key, string returnUrl)
    {
        var request = Own(browser, HttpMethod.Post, "/sign-in");
        request.Content = new FormUrlEncodedContent([new("key", key), new("returnUrl", returnUrl)]);
        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static HttpRequestMessage Own(HttpClient browser, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority)); // set by Client
        return request;
    }

    private static Task<string> ReadAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
