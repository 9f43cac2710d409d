using System.Net;
using System.Text;
using System.Text.Json;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Tests.Reading.Scenes;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.EntityFrameworkCore;
using static Microservices.DeadLetters.Tests.Reading.Scenes.ReadingScene;

namespace Microservices.DeadLetters.Tests.Reading;

public sealed class When_dead_letters_are_read
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_page_by_key_and_count(bool onPostgres)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        // Of each moment three, so that pages end between two of the same time.
        await scene.IngestAsync([.. Enumerable.Range(0, 25).Select(index =>
            Letters.Faulted(index % 5 == 0 ? "beta" : "alpha", $"m-{index}", Now.AddMinutes(-index / 3)))]);

        List<JsonElement> seen = [];
        var cursor = "";
        do
        {
            var page = await scene.GetAsync($"/api/dead-letters?limit=10&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            page.GetProperty("total").GetInt32().ShouldBe(25);
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        var beta = await scene.GetAsync("/api/dead-letters?query=queue:beta");
        var bens = await scene.GetAsync("/api/dead-letters", "ben");

        seen.Select(item => item.GetProperty("id").GetInt64()).Distinct().Count().ShouldBe(25);
        seen.Select(item => (item.GetProperty("lastFailedAt").GetDateTime(), item.GetProperty("id").GetInt64()))
            .ShouldBe(seen.Select(item => (item.GetProperty("lastFailedAt").GetDateTime(), item.GetProperty("id").GetInt64())).OrderDescending());
        seen[0].GetProperty("lastFailedAt").GetDateTime().ShouldBe(Now);
        seen[0].GetProperty("exceptionMessage").GetString().ShouldBe("no answer to ***");
        beta.GetProperty("total").GetInt32().ShouldBe(5);
        bens.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("queue").GetString()).ShouldBe(Enumerable.Repeat("beta", 5));
    }

    [Theory]
    [InlineData("?query=quee:x", "column")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?cursor=99999999999999999999.1", "cursor")]
    [InlineData("/groups?status=odd", "status")]
    [InlineData("/groups?sort=odd", "sort")]
    [InlineData("/groups?query=%22", "column")]
    public async Task Should_say_what_is_wrong(string path, string field)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres: false);

        var answer = await scene.Client("rita").OpenAsync($"/api/dead-letters{path}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain($"\"{field}\":");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_find_one_by_any_id(bool onPostgres)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        await scene.IngestAsync(Letters.Faulted("alpha", "m-other", Now),
            Letters.Faulted("alpha", "0199e0c2-4f0e-7c7a-b1de-3f3a4c1f2a10", Now, """
                {"messageId":"m","correlationId":"c-77","conversationId":"v-78","messageType":["urn:message:Contracts:X"],
                 "headers":{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
                 "message":{"orderId":"0199e0c2-4f0e-7c7a-b1de-3f3a4c1f2a11","orderNumber":"FLOW-7001"}}
                """));

        foreach (var id in new[] { "FLOW-7001", "0199e0c24f0e7c7ab1de3f3a4c1f2a10", "0199e0c2-4f0e-7c7a-b1de-3f3a4c1f2a11",
            "0af7651916cd43dd8448eb211c80319c", "c-77", "v-78" })
        {
            (await scene.GetAsync($"/api/dead-letters?query={id}", "otto")).GetProperty("items").EnumerateArray()
                .Select(letter => letter.GetProperty("messageId").GetString()).ShouldBe(["0199e0c2-4f0e-7c7a-b1de-3f3a4c1f2a10"], id);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_show_all_but_what_is_personal(bool onPostgres)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        await scene.IngestAsync(Letters.Faulted("alpha", "m-1", Now.AddHours(-2)), Letters.Faulted("alpha", "m-1", Now.AddHours(-1)),
            Letters.Faulted("beta", "m-1", Now), Letters.Faulted("alpha", "m-2", Now));
        await scene.IngestAsync(new IncomingFault("alpha", "m-1", Now.AddHours(-1),
            """[{"type":"Outer","message":"for jane@example.com"},{"type":"System.TimeoutException","message":"x"}]"""));

        var masked = await scene.GetAsync("/api/dead-letters/1");
        var open = await (await scene.Client("otto").SendAsync("/api/dead-letters/1/unmask", new { })).JsonAsync();
        var audit = await scene.QueryAsync(context => context.Audit.AsNoTracking().SingleAsync(Cancellation));

        var body = masked.GetProperty("body").GetString().ShouldNotBeNull();
        foreach (var personal in new[] { "Jane", "jane@", "Long Road", "4479460000", "joe@" })
            masked.GetRawText().ShouldNotContain(personal);
        foreach (var other in new[] { "85123A", "Leeds", "web-1", "C-1", "<b>first</b>" })
            body.ShouldContain(other);
        open.GetProperty("body").GetString().ShouldBe(Letters.OrderBody);
        masked.GetProperty("messageType").GetString().ShouldBe("Contracts.Orders:OrderConfirmed");
        masked.GetProperty("bodySize").GetInt32().ShouldBe(Letters.OrderBody.Length);
        masked.GetProperty("headers").GetProperty("business").GetRawText().ShouldBe("""{"customer-email":"***","tenant":"north"}""");
        masked.GetProperty("headers").GetProperty("massTransit").GetProperty("MT-Reason").GetString().ShouldBe("fault");
        masked.GetProperty("headers").GetProperty("broker").GetProperty("x-first-death-queue").GetString().ShouldBe("q");
        masked.GetProperty("exceptions").EnumerateArray().Select(exception => exception.GetProperty("message").GetString())
            .ShouldBe(["for ***", "x"]);
        masked.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()).ShouldBe(["failed", "failed"]);
        masked.GetProperty("siblings").GetRawText().ShouldBe("""[{"queue":"beta","state":"open","deadLetterId":3}]""");
        masked.GetProperty("group").GetProperty("openCount").GetInt32().ShouldBe(2);
        (audit.Actor, audit.Action, audit.Target).ShouldBe(("key:otto", "body.unmasked", "dead-letter:1"));
        open.GetProperty("timeline").EnumerateArray().Last().GetProperty("kind").GetString().ShouldBe("body.unmasked");
    }

    [Fact]
    public async Task Should_give_bodies_to_operators_only_and_tell_the_audit()
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres: false);
        byte[] bytes = [0xFF, 0, 1, .. "<script>"u8];
        await scene.IngestAsync(Letters.Faulted("alpha", "m-1", Now) with { Body = bytes },
            Letters.Faulted("alpha", "m-2", Now, body: "Dear Jane Doe"));

        var readers = await scene.Client("rita").SendAsync("/api/dead-letters/1/body", new { });
        var unmasking = await scene.Client("rita").SendAsync("/api/dead-letters/1/unmask", new { });
        var outside = await scene.Client("ben").SendAsync("/api/dead-letters/1/body", new { });
        var given = await scene.Client("otto").SendAsync("/api/dead-letters/1/body", new { });
        var unknown = await scene.Client("otto").OpenAsync("/api/dead-letters/9");
        var binary = await scene.GetAsync("/api/dead-letters/1");
        var text = await scene.GetAsync("/api/dead-letters/2");
        var actions = await scene.QueryAsync(context => context.Audit.Select(entry => entry.Action).ToListAsync(Cancellation));

        (await readers.ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("deadletters.operate");
        (await unmasking.ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("deadletters.operate");
        await outside.ShouldBeProblemAsync(HttpStatusCode.NotFound);
        await unknown.ShouldBeProblemAsync(HttpStatusCode.NotFound);
        (await given.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(bytes);
        given.Content.Headers.ContentType?.MediaType.ShouldBe("application/octet-stream");
        given.Content.Headers.ContentDisposition?.DispositionType.ShouldBe("attachment");
        (binary.GetProperty("bodyIsText").GetBoolean(), binary.GetProperty("body").ValueKind).ShouldBe((false, JsonValueKind.Null));
        (text.GetProperty("bodyIsText").GetBoolean(), text.GetProperty("body").ValueKind).ShouldBe((true, JsonValueKind.Null));
        text.GetRawText().ShouldNotContain("Jane");
        actions.ShouldBe(["access.denied", "access.denied", "body.downloaded"]);
    }

    [Theory]
    [InlineData("body.customer.email:jane@example.com")]
    [InlineData("-body.customer.email:jane@example.com")]
    [InlineData("msg:jane@")]
    [InlineData("msg:=\"no answer to jane@example.com\"")]
    [InlineData("jane@")]
    [InlineData("status:* -jane@")]
    public async Task Should_let_nobody_search_for_what_is_masked(string query)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres: false);
        await scene.IngestAsync(Letters.Faulted("alpha", "m-1", Now));
        var rita = scene.Client("rita");
        var (word, letters, groups) = (Uri.EscapeDataString(query), "/api/dead-letters?query=", "/api/dead-letters/groups?query=");

        foreach (var refused in (HttpResponseMessage[])
        [
            await rita.OpenAsync(letters + word), await rita.OpenAsync(groups + word), await rita.OpenAsync($"{groups}{word}&status=resolved"),
            await rita.SendAsync("/api/replays", new { query, dryRun = true }),
        ])
        {
            (await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("deadletters.operate");
        }

        (await scene.Client("otto").OpenAsync(letters + word)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await rita.OpenAsync($"{letters}ex:Timeout*%20queue:alpha%20frame:Packer")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_describe_its_routes()
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres: false);

        var document = await scene.GetAsync("/openapi/v1.json");

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        paths.ShouldBeSubsetOf(paths.Where(path => path.StartsWith("/api/", StringComparison.Ordinal)
            || path.StartsWith("/sign-", StringComparison.Ordinal)));
        foreach (var path in new[]
        {
            "/api/overview", "/api/dead-letters", "/api/dead-letters/{id}", "/api/dead-letters/{id}/body", "/api/dead-letters/{id}/unmask", "/api/dead-letters/groups",
            "/api/dead-letters/groups/{id}", "/api/replays", "/api/archive", "/api/audit", "/api/views/{name}",
        })
        {
            paths.ShouldContain(path);
        }

        Encoding.UTF8.GetByteCount(document.GetRawText()).ShouldBeGreaterThan(10_000);
    }
}
