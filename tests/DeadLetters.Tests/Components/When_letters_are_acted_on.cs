using AngleSharp.Dom;
using Bunit;
using Microservices.DeadLetters.Components;
using Microservices.DeadLetters.Components.Pages;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Tests.Components.Scenes;
using Microservices.DeadLetters.Tests.Reading.Scenes;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using TestContext = Xunit.TestContext;

namespace Microservices.DeadLetters.Tests.Components;

public sealed class When_letters_are_acted_on
{
    private static readonly DateTime Failed = ReadingScene.Now.AddHours(-2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Every page, also one that is added: none reads before it has asked who looks.
    [Fact]
    public async Task Should_show_nothing_to_who_may_not_look()
    {
        await using var scene = await ConsoleScene.CreateAsync("orders.read");
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed));

        foreach (var markup in (string[])[scene.Markup<MessageList>(), scene.Markup<GroupList>(),
            scene.Markup<MessageDetails>(page => page.Add(one => one.Id, 1)), scene.Markup<GroupDetails>(page => page.Add(one => one.Id, 1))])
        {
            markup.ShouldNotContain("alpha");
            markup.ShouldContain("deadletters.read");
        }
    }

    [Fact]
    public async Task Should_show_nothing_more_when_the_sign_in_ends()
    {
        await using var scene = await ConsoleScene.CreateAsync();
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed));
        scene.GoTo("/messages");
        var page = scene.Show<Routes>();
        page.WaitForElement("[data-row]");

        scene.Visitor.Give("orders.read");

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("Your sign-in has ended"));
        page.Markup.ShouldNotContain("alpha");
        scene.HasLoadedAnew.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_let_readers_only_look_and_say_why()
    {
        await using var scene = await ConsoleScene.CreateAsync();
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed));
        var page = scene.Show<MessageList>();
        page.WaitForElement("[data-row]");

        var buttons = page.FindAll("[role=toolbar] button");

        buttons.Count.ShouldBe(3); // no deleting at all
        foreach (var button in buttons)
        {
            button.HasAttribute("disabled").ShouldBeTrue(button.TextContent);
            button.GetAttribute("title").ShouldBe("This takes the scope deadletters.operate.");
        }
    }

    [Fact]
    public async Task Should_say_what_a_replay_would_do_before_it_can_be_started()
    {
        await using var scene = await ConsoleScene.CreateAsync(Scopes.DeadLettersOperate);
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed), Letters.Faulted("alpha", "m-2", Failed));
        var dialogs = scene.ShowDialogs();
        var page = scene.Show<MessageList>();
        page.WaitForElement("[data-row]");

        Button(page, "Replay").Click();

        dialogs.WaitForAssertion(() => dialogs.Find(".preview").TextContent.ShouldContain("2 will be sent"));
        Button(dialogs, "Replay 2").HasAttribute("disabled").ShouldBeTrue(); // nobody has said why
        await dialogs.FindAll("input[type=text]")[0].InputAsync(new ChangeEventArgs { Value = "mended" });
        dialogs.WaitForAssertion(() => Button(dialogs, "Replay 2").HasAttribute("disabled").ShouldBeFalse());
        dialogs.Find(".cli code").TextContent.ShouldBe(
            "deadletters replay --query 'status:open,replaying' --reason mended --wait");
        (await scene.Service.QueryAsync(context => context.Replays.CountAsync(Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task Should_replay_when_enter_is_pressed_in_the_reason()
    {
        await using var scene = await ConsoleScene.CreateAsync(Scopes.DeadLettersOperate);
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed));
        var dialogs = scene.ShowDialogs();
        var page = scene.Show<MessageList>();
        page.WaitForElement("[data-row]");
        Button(page, "Replay").Click();
        dialogs.WaitForAssertion(() => dialogs.Find(".preview").TextContent.ShouldContain("1 will be sent"));
        await dialogs.FindAll("input[type=text]")[0].KeyDownAsync(new KeyboardEventArgs { Key = "Enter" }); // nobody has said why
        var before = await scene.Service.QueryAsync(context => context.Replays.CountAsync(Cancellation));

        await dialogs.FindAll("input[type=text]")[0].InputAsync(new ChangeEventArgs { Value = "mended" });
        await dialogs.FindAll("input[type=text]")[0].KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        before.ShouldBe(0);
        (await scene.Service.QueryAsync(context => context.Replays.CountAsync(Cancellation))).ShouldBe(1);
    }

    [Fact]
    public async Task Should_archive_only_what_is_selected_with_a_reason()
    {
        await using var scene = await ConsoleScene.CreateAsync(Scopes.DeadLettersOperate);
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed), Letters.Faulted("alpha", "m-2", Failed));
        var dialogs = scene.ShowDialogs();
        var page = scene.Show<MessageList>();
        await page.WaitForElement("[aria-label='Select dead letter 2']").ChangeAsync(new ChangeEventArgs { Value = true });

        Button(page, "Archive 1 selected").Click(); // ends with the dialog
        await GiveReasonAsync(dialogs, "Archive");
        Button(dialogs, "Archive").Click();

        page.WaitForAssertion(() => page.FindAll("[data-row]").Count.ShouldBe(1));
        page.Find("[role=toolbar] [role=status]").TextContent.ShouldStartWith("1 archived");
        (await scene.Service.QueryAsync(context => context.DeadLetters.SingleAsync(letter => letter.Id == 2, Cancellation)))
            .Status.ShouldBe(DeadLetterStatus.Archived);
        var entry = await scene.Service.QueryAsync(context =>
            context.Audit.SingleAsync(entry => entry.Action == "letters.archived", Cancellation));
        (entry.Actor, entry.Reason).ShouldBe(($"test:{Visitor.Name}", "by mistake"));
    }

    [Fact]
    public async Task Should_refuse_who_has_lost_the_role_in_the_meantime()
    {
        await using var scene = await ConsoleScene.CreateAsync(Scopes.DeadLettersOperate);
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed));
        var dialogs = scene.ShowDialogs();
        var page = scene.Show<MessageList>();
        page.WaitForElement("[data-row]");
        Button(page, "Archive").Click(); // ends with the dialog
        await GiveReasonAsync(dialogs, "Archive");

        scene.Visitor.Give(Scopes.DeadLettersRead);
        Button(dialogs, "Archive").Click();

        dialogs.WaitForElement("[role=alert]").TextContent.ShouldContain("This takes the scope deadletters.operate.");
        (await scene.Service.QueryAsync(context => context.DeadLetters.SingleAsync(Cancellation))).Status.ShouldBe(DeadLetterStatus.Open);
    }

    [Fact]
    public async Task Should_keep_what_operators_say_of_a_group()
    {
        await using var scene = await ConsoleScene.CreateAsync(Scopes.DeadLettersOperate);
        await scene.Service.IngestAsync(Letters.Faulted("alpha", "m-1", Failed));
        var page = scene.Show<GroupDetails>(page => page.Add(group => group.Id, 1));

        await page.Find("form.standing select").ChangeAsync(new ChangeEventArgs { Value = "investigating" });
        await page.Find("form.standing textarea").ChangeAsync(new ChangeEventArgs { Value = "see OPS-42" });
        page.Find(".cli code").TextContent.ShouldBe("deadletters group set 1 --status investigating --note 'see OPS-42'");
        await page.Find("form.standing").SubmitAsync();

        page.WaitForElement("form.standing [role=status]").TextContent.ShouldBe("Saved.");
        var group = await scene.Service.QueryAsync(context => context.Groups.SingleAsync(Cancellation));
        (group.Status, group.Note).ShouldBe(("investigating", "see OPS-42"));
    }

    private static async Task GiveReasonAsync(IRenderedComponent<IComponent> dialogs, string verb)
    {
        dialogs.WaitForElement(".mud-dialog input");
        Button(dialogs, verb).HasAttribute("disabled").ShouldBeTrue(); // nobody has said why
        await dialogs.FindAll(".mud-dialog input")[0].InputAsync(new ChangeEventArgs { Value = "by mistake" });
        dialogs.WaitForAssertion(() => Button(dialogs, verb).HasAttribute("disabled").ShouldBeFalse());
    }

    private static IElement Button(IRenderedComponent<IComponent> page, string text) => page.FindAll("button")
        .First(button => button.TextContent.Trim().StartsWith(text, StringComparison.Ordinal));
}
