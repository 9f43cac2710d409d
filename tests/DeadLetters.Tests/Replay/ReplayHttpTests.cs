using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Tests.Replay.Scenes;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Replay;

public sealed class ReplayHttpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_preview_create_show_and_refuse()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync();
        var letters = await scene.AddLettersAsync(host, 3);
        var ids = letters.Select(letter => letter.Id).ToArray();
        using var ada = Client(host, "ada operate");

        var preview = await PostAsync(ada, "/api/replays", new { ids, dryRun = true });
        var created = await PostAsync(ada, "/api/replays", new { query = "status:open", reason = "SKU added", rate = 100 });
        var location = created.Headers.Location!.OriginalString; // asserted by its use
        await host.WaitForAsync(Guid.Parse(location.Split('/')[^1]), ReplayState.Done);
        var view = await ReadAsync(await ada.GetAsync(new Uri(location, UriKind.Relative), Cancellation));
        var items = await ReadAsync(await ada.GetAsync(new Uri($"{location}/items?state=processed&limit=2", UriKind.Relative), Cancellation));
        var rest = await ReadAsync(await ada.GetAsync(
            new Uri($"{location}/items?state=processed&limit=2&cursor={items["next"]}", UriKind.Relative), Cancellation));
        var list = await ReadAsync(await ada.GetAsync(new Uri("/api/replays?limit=1", UriKind.Relative), Cancellation));
        var ended = await PostAsync(ada, $"{location}/pause", new { reason = "too late" });

        preview.StatusCode.ShouldBe(HttpStatusCode.OK);
        var would = await ReadAsync(preview);
        would["willReplay"]!.GetValue<int>().ShouldBe(3);
        would["queues"]![0]!.ToJsonString().ShouldBe($$"""{"queue":"{{Scene.Queue}}","exists":true,"messages":0}""");
        created.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        view["counts"]!.ToJsonString().ShouldBe(
            """{"queued":0,"publishing":0,"published":0,"processed":3,"failedAgain":0,"skipped":0,"notAcknowledged":0,"notSendable":0}""");
        (view["actor"]!.GetValue<string>(), view["state"]!.GetValue<string>(), view["arrivedSince"]!.GetValue<int>())
            .ShouldBe(("test:ada", "done", 0));
        (items["items"]!.AsArray().Count, rest["items"]!.AsArray().Count, rest["next"]).ShouldBe((2, 1, null));
        var byNumber = await ReadAsync(await ada.GetAsync(new Uri("/api/replays/1/items?limit=2", UriKind.Relative), Cancellation));
        byNumber["items"]!.AsArray().Count.ShouldBe(2);
        (await ada.GetAsync(new Uri("/api/replays/2", UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        list["items"]![0]!["number"]!.GetValue<int>().ShouldBe(1);
        list["items"]![0]!["id"]!.GetValue<string>().ShouldBe(location.Split('/')[^1]);
        ended.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await ReadAsync(ended))["state"]!.GetValue<string>().ShouldBe("done");
    }

    [Theory]
    [InlineData("ada operate", """{"ids":[1]}""", 400, "reason")]
    [InlineData("ada operate", """{"reason":"SKU added"}""", 400, "query")]
    [InlineData("ada operate", """{"ids":[1],"query":"x","reason":"SKU added"}""", 400, "query")]
    [InlineData("ada operate", """{"ids":[1],"reason":"SKU added","rate":0}""", 400, "rate")]
    [InlineData("ada operate", """{"ids":[999999],"reason":"SKU added"}""", 400, "ids")]
    [InlineData("ada operate", """{"edit":{"id":1,"body":"{}"},"reason":"SKU added"}""", 403, "scope deadletters.administer")]
    [InlineData("bob read", """{"ids":[1],"reason":"SKU added"}""", 403, "scope deadletters.operate")]
    [InlineData("", """{"ids":[1],"dryRun":true}""", 401, "X-Api-Key")]
    public async Task Should_say_what_is_wrong(string user, string request, int status, string named)
    {
        await using var scene = await Scene.CreateAsync(withConsumer: false);
        var host = await scene.StartReplaysAsync(withWorker: false);
        using var client = Client(host, user);

        using var answer = await client.PostAsync(new Uri("/api/replays", UriKind.Relative),
            new StringContent(request, null, "application/json"), Cancellation);

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(named);
    }

    // What an edit changes, is told by the original's values: the dry run shows them to nobody who may not edit that message.
    [Theory]
    [InlineData("rita read", 403, false)]
    [InlineData("ada operate", 403, false)]
    [InlineData("eve administer invoice-*", 200, false)]
    [InlineData("anna administer effects-*", 200, true)]
    public async Task Should_show_what_an_edit_changes_to_those_who_may_edit(string user, int status, bool isShown)
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync(withWorker: false);
        var letters = await scene.AddLettersAsync(host, 1);
        using var client = Client(host, user);

        using var answer = await PostAsync(client, "/api/replays",
            new { edit = new { id = letters[0].Id, body = """{"sku":"NEW"}""" }, dryRun = true });

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(Cancellation)).Contains(letters[0].OrderId.ToString(), StringComparison.Ordinal)
            .ShouldBe(isShown);
    }

    [Fact]
    public async Task Should_keep_no_personal_data_of_a_query()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync(withWorker: false);
        await scene.AddLettersAsync(host, 1);
        using var ada = Client(host, "ada operate");

        var created = await PostAsync(ada, "/api/replays", new { query = "msg:jane@example.com", reason = "SKU added" });
        var view = await (await ada.GetAsync(created.Headers.Location, Cancellation)).Content.ReadAsStringAsync(Cancellation); // asserted by its use

        view.ShouldNotContain("jane");
        JsonNode.Parse(view)!["arrivedSince"].ShouldBeNull(); // no answer is JSON's null
        (await host.QueryAsync(context => context.Audit.Select(entry => entry.Details).ToListAsync(Cancellation)))
            .ShouldHaveSingleItem().ShouldNotBeNull().ShouldNotContain("jane");
    }

    [Fact]
    public async Task Should_leave_a_replay_alone_that_is_outside_the_operators_queues()
    {
        await using var scene = await Scene.CreateAsync();
        var host = await scene.StartReplaysAsync(withWorker: false);
        var letters = await scene.AddLettersAsync(host, 1);
        var id = await host.CreateAsync(Scene.Request(letters));
        using var foreign = Client(host, "eve operate invoice-*");
        using var own = Client(host, "bob operate effects-*");

        var refused = await PostAsync(foreign, $"/api/replays/{id}/cancel", new { reason = "not mine" });
        var paused = await PostAsync(own, $"/api/replays/{id}/pause", new { reason = "wait for stock" });
        var unknown = await PostAsync(own, $"/api/replays/{Guid.NewGuid()}/pause", new { reason = "wait for stock" });

        (refused.StatusCode, paused.StatusCode, unknown.StatusCode)
            .ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound));
        (await ReadAsync(paused))["pausedReason"]!.GetValue<string>().ShouldBe("paused by test:bob: wait for stock");
    }

    private static HttpClient Client(ReplayHost host, string user)
    {
        var client = new HttpClient { BaseAddress = new Uri(host.App.Urls.Single()) };
        client.DefaultRequestHeaders.Add(TestUser.Header, user);
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Cancellation);

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!; // no answer is JSON's null
}
