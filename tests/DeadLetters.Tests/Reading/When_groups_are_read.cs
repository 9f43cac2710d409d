using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Tests.Reading.Scenes;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.EntityFrameworkCore;
using static Microservices.DeadLetters.Tests.Reading.Scenes.ReadingScene;

namespace Microservices.DeadLetters.Tests.Reading;

public sealed class When_groups_are_read
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_count_sort_and_select(bool onPostgres)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        await scene.IngestAsync(
            Letters.Faulted("alpha", "a-1", Now.AddHours(-3)), Letters.Faulted("alpha", "a-2", Now.AddMinutes(-1)),
            Letters.Faulted("alpha", "a-1", Now.AddHours(-1)),
            Letters.Faulted("beta", "b-1", Now.AddHours(-30), exception: "System.FormatException"),
            Letters.Faulted("beta", "b-2", Now.AddMinutes(-2), body: """{"orderId":"o-7"}"""));

        var oldest = await ItemsAsync(scene, "");
        var newest = await ItemsAsync(scene, "?sort=newest");
        var most = await ItemsAsync(scene, "?sort=count");
        var byBody = await ItemsAsync(scene, "?query=body.orderId:o-7");
        var bens = (await scene.GetAsync("/api/dead-letters/groups", "ben")).GetProperty("items").GetArrayLength();
        var overview = await scene.GetAsync("/api/overview");

        oldest.Select(Title).ShouldBe(
        [
            "FormatException in Packer.Pack (OrderConfirmed)", "TimeoutException in Packer.Pack (OrderConfirmed)",
            "TimeoutException in Packer.Pack (a message of unknown type)",
        ]);
        newest.Select(Title).ShouldBe(oldest.Select(Title).Reverse());
        most[0].GetProperty("openCount").GetInt32().ShouldBe(2);
        (most[0].GetProperty("totalCount").GetInt32(), most[0].GetProperty("lastSeenAt").GetDateTime()).ShouldBe((2, Now.AddMinutes(-1)));
        most[0].GetProperty("hours").EnumerateArray().Select(count => count.GetInt32()).TakeLast(4).ShouldBe([1, 0, 2, 0]);
        most[0].GetProperty("hours").GetArrayLength().ShouldBe(24);
        byBody.ShouldHaveSingleItem().GetProperty("queue").GetString().ShouldBe("beta");
        bens.ShouldBe(2);
        overview.GetProperty("queues").EnumerateArray().Select(queue => (queue.GetProperty("queue").GetString(),
            queue.GetProperty("open").GetInt32(), queue.GetProperty("oldestAt").GetDateTime(), queue.GetProperty("lastHour").GetInt32(),
            queue.GetProperty("newGroups").GetInt32(), queue.GetProperty("notIngested").ValueKind)).ShouldBe(
        [
            ("beta", 2, Now.AddHours(-30), 1, 1, JsonValueKind.Null),
            ("alpha", 2, Now.AddHours(-3), 2, 0, JsonValueKind.Null),
        ]);
    }

    [Fact]
    public async Task Should_let_operators_say_how_a_group_stands()
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres: false);
        await scene.IngestAsync(Letters.Faulted("alpha", "a-1", Now));

        var readers = await PatchAsync(scene, "rita", new { status = "ignored" });
        var outside = await PatchAsync(scene, "ben", new { status = "ignored" });
        var replaying = await PatchAsync(scene, "otto", new { status = "replaying" });
        var changed = await PatchAsync(scene, "otto", new { status = "investigating", owner = "otto", note = "SKU <b>missing</b>" });
        var unsound = await PatchAsync(scene, "otto", new { note = "SKU\0" });
        var cleared = await PatchAsync(scene, "otto", new { owner = "" });
        var audit = await scene.QueryAsync(context => context.Audit.AsNoTracking().Where(entry => entry.Target == "group:1").OrderBy(entry => entry.Id).ToListAsync(Cancellation));

        (await readers.ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("deadletters.operate");
        await outside.ShouldBeProblemAsync(HttpStatusCode.NotFound);
        replaying.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var group = await changed.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        (group.GetProperty("status").GetString(), group.GetProperty("owner").GetString(), group.GetProperty("note").GetString())
            .ShouldBe(("investigating", "otto", "SKU <b>missing</b>"));
        unsound.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var after = await cleared.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        (after.GetProperty("status").GetString(), after.GetProperty("owner").GetString()).ShouldBe(("investigating", null));
        audit.Select(entry => (entry.Actor, entry.Action, entry.Target))
            .ShouldBe(Enumerable.Repeat(("key:otto", "group.changed", "group:1"), 2));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_follow_what_becomes_of_its_dead_letters(bool onPostgres)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        await scene.IngestAsync(Letters.Faulted("alpha", "a-1", Now));
        await PatchAsync(scene, "otto", new { status = "investigating" });

        await SetAsync(scene, "replaying", 1);
        var replaying = (await ItemsAsync(scene, "?status=replaying")).Select(Status).ToList();
        await SetAsync(scene, "resolved", 0);
        var resolved = (await ItemsAsync(scene, "?status=resolved")).Select(Status).ToList();
        var open = await ItemsAsync(scene, "");
        await scene.IngestAsync(Letters.Faulted("alpha", "a-2", Now));
        var again = (await ItemsAsync(scene, "?status=new")).Select(Status).ToList();
        await PatchAsync(scene, "otto", new { status = "ignored" });
        await scene.IngestAsync(Letters.Faulted("alpha", "a-3", Now));
        var ignored = (await ItemsAsync(scene, "?status=ignored&query=queue:alpha")).Select(Status).ToList();

        replaying.ShouldBe(["replaying"]);
        resolved.ShouldBe(["resolved"]);
        open.ShouldBeEmpty();
        again.ShouldBe(["new"]);
        ignored.ShouldBe(["ignored"]);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_not_set_a_status_over_what_came_again(bool onPostgres)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        await scene.IngestAsync(Letters.Faulted("alpha", "a-1", Now));
        await PatchAsync(scene, "otto", new { status = "resolved" });
        var read = (await ItemsAsync(scene, "?status=resolved"))[0].GetProperty("version").GetInt32();
        await scene.IngestAsync(Letters.Faulted("alpha", "a-2", Now));

        var note = await PatchAsync(scene, "otto", new { note = "seen" });
        var stale = await PatchAsync(scene, "otto", new { status = "resolved", version = read });

        note.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stale.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("version");
        (await ItemsAsync(scene, "?status=new")).Select(group => group.GetProperty("note").GetString()).ShouldBe(["seen"]);
    }

    [Theory, InlineData(true, "oldest"), InlineData(true, "count"), InlineData(false, "newest")]
    public async Task Should_page_without_end(bool onPostgres, string sort)
    {
        await using var scene = await ReadingScene.CreateAsync(onPostgres);
        await scene.QueryAsync(async context =>
        {
            context.Groups.AddRange(Enumerable.Range(1, 1_001).Select(index => new DeadLetterGroup
            {
                Fingerprint = $"f{index}",
                Queue = "alpha",
                Cause = "fault",
                Title = "x",
                FirstSeenAt = Now.AddSeconds(index / 2),
                LastSeenAt = Now,
                OpenCount = 1 + index / 3,
                TotalCount = 1 + index / 3,
            }));
            return await context.SaveChangesAsync(Cancellation);
        });

        var first = await scene.GetAsync($"/api/dead-letters/groups?sort={sort}", "otto");
        var second = await scene.GetAsync($"/api/dead-letters/groups?sort={sort}&cursor={first.GetProperty("next").GetString()}", "otto");

        first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray())
            .Select(group => group.GetProperty("id").GetInt64()).Distinct().Count().ShouldBe(1_001);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static string? Title(JsonElement group) => group.GetProperty("title").GetString();

    private static string? Status(JsonElement group) => group.GetProperty("status").GetString();

    // As replays do.
    private static Task SetAsync(ReadingScene scene, string status, long open) => scene.QueryAsync(async context =>
    {
        await context.DeadLetters.ExecuteUpdateAsync(update => update.SetProperty(letter => letter.Status, status), Cancellation);
        return await context.Groups.ExecuteUpdateAsync(update => update.SetProperty(group => group.OpenCount, open), Cancellation);
    });

    private static async Task<List<JsonElement>> ItemsAsync(ReadingScene scene, string query) =>
        [.. (await scene.GetAsync($"/api/dead-letters/groups{query}", "otto")).GetProperty("items").EnumerateArray()];

    private static Task<HttpResponseMessage> PatchAsync(ReadingScene scene, string holder, object update) =>
        scene.Client(holder).PatchAsJsonAsync("/api/dead-letters/groups/1", update, Cancellation);
}
