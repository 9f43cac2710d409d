using System.Globalization;
using Microservices.Browser.Tests.Browsing;
using Microservices.Browser.Tests.Shop;
using Microservices.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Microservices.Browser.Tests;

/// <summary>The night of an engineer on call, by the console alone: two causes, two groups, two replays.</summary>
public sealed class When_on_call_opens_the_console(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly ConsoleUser Ada = new("ada", "deadletters.operate");
    private static readonly ConsoleUser Rob = new("rob", "deadletters.read", "inventory-*");

    [Fact]
    public async Task Should_find_each_cause_and_replay_it_until_every_order_has_its_three_effects()
    {
        Assert.SkipUnless(TestData.IsAvailable, TestData.MissingReason);
        await using var shop = await FailingShop.StartAsync(Ada, Rob);
        await using var window = await chromium.OpenAsync(shop.Console);

        await window.Page.GotoAsync("/");
        await window.PictureAsync("sign-in");
        await window.SignInAsync(Ada.Key);
        await Expect(window.Rows("")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator("table.overview tbody tr")).ToHaveCountAsync(2);
        await window.PictureAsync("groups");

        await window.Rows("inventory-order-confirmed").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(window.Heading).ToContainTextAsync("UnknownSku");
        await window.PictureAsync("group");
        var group = window.Page.Url;
        await window.Rows("").First.GetByRole(AriaRole.Link).First.ClickAsync();
        await MessageShouldBeReadableAsync(window, shop.UnknownSku);

        await ReaderShouldNotReplayAsync(shop, group);
        await shop.MendAsync();

        await window.Page.GotoAsync(group);
        await ReplayAsync(window, await shop.CountOfUnknownSkuAsync(), "SKU added");
        await window.Page.GotoAsync("/groups");
        await window.Rows("invoice-order-confirmed").GetByRole(AriaRole.Link).First.ClickAsync();
        await ReplayAsync(window, shop.Orders.Accepted, "the table is back");

        await shop.ShouldBeExactAsync();
        await window.Page.GotoAsync("/groups");
        await Expect(window.Page.GetByText("Nothing is failing")).ToBeVisibleAsync();
        await window.PictureAsync("nothing-is-failing");
        await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Audit" }).ClickAsync();
        foreach (var deed in new[] { "body.unmasked", "SKU added", "the table is back" })
            await Expect(window.Rows(deed)).ToContainTextAsync(Ada.Name);
        await window.PictureAsync("audit");
        window.ShouldHaveNoComplaints();
    }

    /// <summary>Reads the message, first without what is personal in it.</summary>
    private static async Task MessageShouldBeReadableAsync(Window window, string sku)
    {
        var body = window.Page.Locator("pre.body");
        await Expect(body).ToContainTextAsync(sku);
        await Expect(body).Not.ToContainTextAsync("@");
        await window.PictureAsync("message");
        await window.Button("Show personal data").ClickAsync();
        await Expect(body).ToContainTextAsync("@");
    }

    /// <summary>Looks at the dry run, gives a reason, and watches the replay end.</summary>
    private static async Task ReplayAsync(Window window, long letters, string reason)
    {
        var number = letters.ToString(CultureInfo.InvariantCulture);
        await window.Button("Replay all open").ClickAsync();
        await Expect(window.Dialog).ToContainTextAsync($"{number} will be sent");
        var start = window.Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = $"Replay {number}" });
        await Expect(start).ToBeDisabledAsync(); // nobody has said why
        await Expect(window.Dialog.GetByRole(AriaRole.Checkbox, new LocatorGetByRoleOptions { Name = "Canary" })).ToBeCheckedAsync();
        await Expect(window.Dialog.GetByLabel("Reason")).ToBeFocusedAsync();
        await window.Dialog.GetByLabel("Reason").FillAsync(reason);
        await Expect(start).ToBeEnabledAsync();
        await window.PictureAsync("replay-dialog");
        await start.ClickAsync();

        await Expect(window.Heading).ToContainTextAsync($": {reason}");
        await window.PictureAsync("replay-running");
        await Expect(window.Page.Locator("p.lead")).ToContainTextAsync("done");
        await Expect(window.Page.Locator("p.lead")).ToContainTextAsync($"{number} processed");
        await window.PictureAsync("replay-done");
    }

    private async Task ReaderShouldNotReplayAsync(FailingShop shop, string group)
    {
        await using var window = await chromium.OpenAsync(shop.Console);
        await window.Page.GotoAsync(group);
        await window.SignInAsync("no key of this service");
        await Expect(window.Page.GetByText("This is no key of this service.")).ToBeVisibleAsync();

        await window.SignInAsync(Rob.Key);
        await Expect(window.Button("Replay all open")).ToBeDisabledAsync();
        await window.Page.GotoAsync("/groups");
        await Expect(window.Rows("")).ToHaveCountAsync(1); // of two
        await Expect(window.Page.GetByText("invoice-order-confirmed")).ToHaveCountAsync(0);
        await window.PictureAsync("reader-of-one-queue");

        shop.EndKeyOf(Rob);

        await Expect(window.Heading).ToHaveTextAsync("Sign in"); // without a click
        await Expect(window.Rows("")).ToHaveCountAsync(0);
        await window.PictureAsync("reader-whose-key-ended");
        await window.Page.GotoAsync(group);
        await Expect(window.Page.GetByLabel("API key")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("UnknownSku")).ToHaveCountAsync(0);
    }
}
