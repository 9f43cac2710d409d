using System.Net;
using System.Text.RegularExpressions;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microservices.Testing;

namespace Microservices.DeadLetters.Tests.Components;

public sealed partial class When_the_console_is_asked_for
{
    [Theory]
    [InlineData("/groups")]
    [InlineData("/groups/1")]
    [InlineData("/messages?query=queue:invoice")]
    [InlineData("/messages/1")]
    [InlineData("/messages/1/edit")]
    [InlineData("/replays")]
    [InlineData("/replays/01a208df-a8af-76ad-8579-e6ca82b76482")]
    [InlineData("/audit?target=dead-letter:1")]
    public async Task Should_show_readers_the_page_and_lead_strangers_to_the_sign_in(string page)
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);

        var shown = await service.Client("rita").OpenAsync(page);
        var refused = await service.Client().OpenAsync(page);

        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        refused.Headers.Location!.ToString().ShouldContain($"/sign-in?returnUrl={Uri.EscapeDataString(page)}"); // asserted before
    }

    [Fact]
    public async Task Should_serve_every_file_that_the_page_names_and_let_browsers_keep_it()
    {
        await using var service = await SecureService.StartAsync(SecureService.AllRights);
        var page = await (await service.Client("rita").OpenAsync("/groups")).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken);

        var files = FileAddress().Matches(page).Select(match => match.Groups[1].Value).ToList();

        files.Count.ShouldBe(6);
        foreach (var file in files)
        {
            var answer = await service.Client().OpenAsync(WebUtility.HtmlDecode(file));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable"); // every file says
        }

        (await service.Client().OpenAsync("/console-files/nothing.js")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Razor encodes what it writes, and this is the way around it.</summary>
    [Fact]
    public void Should_have_no_way_to_show_what_others_sent_as_markup()
    {
        var components = Path.Combine(TestData.RepositoryRoot, "services", "DeadLetters", "Components");
        var files = Directory.GetFiles(components, "*", SearchOption.AllDirectories).Where(IsSource).ToList();

        files.Count.ShouldBeGreaterThan(20);
        files.Where(file => Markup().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();
    }

    private static bool IsSource(string file) => Path.GetExtension(file) is ".razor" or ".cs" or ".js";

    [GeneratedRegex("""(?:src|href)="(/console-files/[^"]+)""")]
    private static partial Regex FileAddress();

    [GeneratedRegex("MarkupString|AddMarkupContent|innerHTML|insertAdjacentHTML|outerHTML")]
    private static partial Regex Markup();
}
