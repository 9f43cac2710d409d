using System.Text;
using Bunit;
using Microservices.DeadLetters.Components.Pages;
using Microservices.DeadLetters.Tests.Components.Scenes;
using Microservices.DeadLetters.Tests.Reading.Scenes;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using TestContext = Xunit.TestContext;

namespace Microservices.DeadLetters.Tests.Components;

public sealed class When_failures_are_looked_at
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    private static readonly DateTime Failed = ReadingScene.Now.AddHours(-2);

    [Fact]
    public async Task Should_show_markup_as_text_wherever_it_comes_from()
    {
        await using var scene = await ConsoleScene.CreateAsync();
        var letter = Letters.Faulted($"alpha{Hostile}", Hostile, Failed, Envelope(Hostile), exception: $"Shop.{Hostile}");
        await scene.Service.IngestAsync(letter with
        {
            Properties = new BasicProperties
            {
                MessageId = letter.Properties.MessageId,
                CorrelationId = Hostile,
                ContentType = $"text/html;{Hostile}",
            },
            Headers = new Dictionary<string, object?>(letter.Headers)
            {
                ["MT-Fault-Message"] = Hostile,
                ["MT-Fault-StackTrace"] = $"   at {Hostile}.Pack() in /src/Packer.cs:line 7",
                [Hostile] = Hostile,
            },
        });
        var stored = await scene.Service.QueryAsync(context => context.DeadLetters.SingleAsync(TestContext.Current.CancellationToken));

        IRenderedComponent<IComponent>[] pages =
        [
            scene.Show<GroupList>(),
            scene.Show<MessageList>(),
            scene.Show<GroupDetails>(page => page.Add(group => group.Id, stored.GroupId)),
            scene.Show<MessageDetails>(page => page.Add(message => message.Id, stored.Id)),
        ];

        foreach (var page in pages)
        {
            page.WaitForAssertion(() => page.Markup.ShouldContain("&lt;script&gt;"));
            page.FindAll("script, img, iframe, object, [onerror]").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Should_show_only_the_queues_of_who_looks()
    {
        await using var scene = await ConsoleScene.CreateAsync(Scopes.DeadLettersOperate, "beta*");
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed), Letters.Faulted("beta-x", "m-2", Failed));
        var hidden = await scene.Service.QueryAsync(context =>
            context.DeadLetters.SingleAsync(letter => letter.Queue == "alpha", TestContext.Current.CancellationToken));

        var groups = scene.Show<GroupList>();
        var messages = scene.Show<MessageList>();
        var group = scene.Show<GroupDetails>(page => page.Add(shown => shown.Id, hidden.GroupId));
        var message = scene.Show<MessageDetails>(page => page.Add(shown => shown.Id, hidden.Id));

        groups.WaitForElements("[data-row]").Count.ShouldBe(1);
        groups.Markup.ShouldContain("beta-x");
        groups.Markup.ShouldNotContain("alpha");
        messages.WaitForElements("[data-row]").Count.ShouldBe(1);
        messages.Markup.ShouldNotContain("alpha");
        group.Find("h1").TextContent.ShouldStartWith("There is no group");
        message.Find("h1").TextContent.ShouldStartWith("There is no dead letter");
    }

    [Fact]
    public async Task Should_point_at_the_column_of_a_wrong_query()
    {
        await using var scene = await ConsoleScene.CreateAsync();
        scene.GoTo("/messages?query=queue:alpha%20age:soon");

        var page = scene.Show<MessageList>();

        var lines = page.WaitForElement("#query-problem pre").TextContent.Split('\n');
        lines[0].ShouldBe("queue:alpha age:soon");
        lines[1].ShouldBe("                ^");
        page.Find("#query-problem").GetAttribute("role").ShouldBe("alert");
        page.Find("#query").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#query").GetAttribute("value").ShouldBe("queue:alpha age:soon");
        page.FindAll("[data-row]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_the_rows_where_they_are_when_something_new_fails()
    {
        await using var scene = await ConsoleScene.CreateAsync();
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed));
        var page = scene.Show<MessageList>();
        page.WaitForElements("[data-row]").Count.ShouldBe(1);

        await scene.Service.IngestAsync(Letters.Faulted("beta", "m-2", Failed.AddHours(1)));
        scene.LetPagesLookAgain();

        page.WaitForElement(".banner").TextContent.ShouldContain("1 new");
        page.Find(".banner").GetAttribute("role").ShouldBe("status");
        page.FindAll("[data-row]").Single().TextContent.ShouldContain("alpha");

        await page.Find(".banner button").ClickAsync(new());

        page.WaitForAssertion(() => page.FindAll("[data-row]").Count.ShouldBe(2));
        page.FindAll("[data-row]")[0].TextContent.ShouldContain("beta");
        page.FindAll(".banner").ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_show_further_pages_below_the_first()
    {
        await using var scene = await ConsoleScene.CreateAsync();
        await scene.Service.IngestAsync([.. Enumerable.Range(0, 60).Select(number => Letters.Faulted("alpha", $"m-{number}", Failed))]);
        var page = scene.Show<MessageList>();
        page.WaitForElements("[data-row]").Count.ShouldBe(50);

        await page.FindAll("button").Single(button => button.TextContent.Contains("Show more", StringComparison.Ordinal)).ClickAsync(new());

        page.WaitForAssertion(() => page.FindAll("[data-row]").Count.ShouldBe(60));
        page.FindAll("[data-row] [data-open]").Select(link => link.GetAttribute("href")).Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task Should_be_usable_by_keys_alone()
    {
        await using var scene = await ConsoleScene.CreateAsync();
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed));

        var row = scene.Show<MessageList>().WaitForElement("[data-row]");

        row.GetAttribute("tabindex").ShouldBe("-1");
        row.QuerySelectorAll("[data-open]").Single().GetAttribute("href").ShouldBe("/messages/1");
        row.QuerySelectorAll("[data-select]").Single().GetAttribute("aria-label").ShouldBe("Select dead letter 1");
        scene.Show<GroupList>().WaitForElement("[data-row] [data-open]").GetAttribute("href").ShouldBe("/groups/1");
    }

    [Fact]
    public async Task Should_show_the_command_that_does_the_same()
    {
        await using var scene = await ConsoleScene.CreateAsync();
        scene.GoTo("/messages?query=-ex:Timeout*");

        scene.Show<MessageList>().WaitForElement(".cli code").TextContent.ShouldBe("deadletters list -- '-ex:Timeout*'");
    }

    [Fact]
    public async Task Should_say_so_when_nothing_is_failing()
    {
        await using var scene = await ConsoleScene.CreateAsync();

        scene.Show<GroupList>().WaitForElement(".empty").TextContent.ShouldContain("Nothing is failing");
        scene.Show<MessageList>().WaitForElement(".empty").TextContent.ShouldContain("Nothing is failing");
    }

    private static string Envelope(string text) => Encoding.UTF8.GetString(Letters.Faulted("q", "m", Failed).Body)
        .Replace("OrderConfirmed", text, StringComparison.Ordinal).Replace("85123A", text, StringComparison.Ordinal);
}
