using System.Net;
using System.Text.Json;
using Microservices.DeadLetters.Archive.Retention;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Archive;

/// <summary>Archive, undo, delete and retention, over HTTP; on each engine.</summary>
public abstract class When_dead_letters_are_let_go : IAsyncLifetime
{
    private readonly StillClock _clock = new();
    private SecureService _service = null!; // set by InitializeAsync
    private HttpClient _otto = null!; // set by InitializeAsync
    private HttpClient _anna = null!; // set by InitializeAsync

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await SecureService.StartAsync(
        [
            .. SecureService.AllRights, .. SecureService.Key(3, "ines", "administer", "invoice-*"),
            .. await DatabaseAsync(), ("DeadLetters:Retention:BatchSize", "3"),
        ], clock: _clock);
        (_otto, _anna) = (_service.Client("otto"), _service.Client("anna"));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_take_back_what_a_query_without_a_status_is_about()
    {
        var letters = await Letters.AddAsync(_service, "invoice-order-confirmed", 2);
        await _otto.SendAsync("/api/archive", new { ids = letters, reason = "test data" });
        var group = await _service.QueryAsync(context => context.DeadLetters.Where(letter => letter.Id == letters[0])
            .Select(letter => letter.GroupId).SingleAsync(Cancellation));

        var restored = await (await _otto.SendAsync("/api/archive/undo", new { query = $"group:{group}", reason = "not test data" })).JsonAsync();

        restored.GetProperty("restored").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Should_forget_a_group_with_its_last_letter()
    {
        var letters = await Letters.AddAsync(_service, "invoice-order-confirmed", 2);
        await _anna.SendAsync("/api/delete", new { ids = letters.Take(1), reason = "test data", count = 1 });
        await _service.UseAsync<RetentionSweep, int>(sweep => sweep.RunAsync(Cancellation));
        var before = await _service.QueryAsync(context => context.Groups.CountAsync(Cancellation));
        await _anna.SendAsync("/api/delete", new { ids = letters.Skip(1), reason = "test data", count = 1 });
        await _service.UseAsync<RetentionSweep, int>(sweep => sweep.RunAsync(Cancellation));

        before.ShouldBe(1);
        (await _service.QueryAsync(context => context.Groups.CountAsync(Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task Should_archive_and_take_back()
    {
        var open = await Letters.AddAsync(_service, "invoice-order-confirmed", 3);
        var resolved = await Letters.AddAsync(_service, "email-order-confirmed", 1, letter =>
            (letter.Status, letter.ResolvedAt) = ("resolved", Letters.FailedAt));
        var replaying = await Letters.AddAsync(_service, "email-order-confirmed", 1, letter => letter.Status = "replaying");

        var archived = await (await _otto.SendAsync("/api/archive",
            new { ids = new[] { open[0], open[1], resolved[0], replaying[0], 999_999 }, reason = "test data" })).JsonAsync();

        archived.GetProperty("archived").GetInt32().ShouldBe(3);
        archived.GetProperty("purgeAt").GetDateTime().ShouldBe(_clock.GetUtcNow().UtcDateTime.AddDays(90));
        archived.GetProperty("skipped").ToString().ShouldBe(
            $$"""[{"reason":"being replayed","count":1,"ids":[{{replaying[0]}}]},{"reason":"unknown","count":1,"ids":[999999]}]""");
        (await Letters.ReadAsync(_service, open[0])).ShouldBe("archived 1/3 purged");
        (await Letters.ReadAsync(_service, resolved[0])).ShouldBe("archived 0/1 purged");

        var restored = await (await _otto.SendAsync("/api/archive/undo",
            new { query = "status:archived", reason = "not test data" })).JsonAsync();

        restored.GetProperty("restored").GetInt32().ShouldBe(3);
        (await Letters.ReadAsync(_service, open[0])).ShouldBe("open 3/3");
        (await Letters.ReadAsync(_service, resolved[0])).ShouldBe("resolved 0/1");
        var history = await (await _otto.OpenAsync($"/api/audit?target=dead-letter:{open[0]}")).JsonAsync();
        history.GetProperty("items").EnumerateArray().Select(Tell).ShouldBe(
            ["key:otto letter.restored not test data", "key:otto letter.archived test data"]);
        var all = await (await _otto.OpenAsync("/api/audit?limit=1")).JsonAsync();
        Tell(all.GetProperty("items")[0]).ShouldBe("key:otto letters.restored not test data");
    }

    [Fact]
    public async Task Should_delete_by_the_number_only()
    {
        var ids = await Letters.AddAsync(_service, "invoice-order-confirmed", 3);
        await Letters.AddAsync(_service, "email-order-confirmed", 1);

        (await (await _otto.SendAsync("/api/delete", new { ids, reason = "personal data", count = 3 }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("scope deadletters.administer");
        (await (await _anna.SendAsync("/api/delete", new { ids, reason = "personal data", count = 2 }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldContain("3 match, not 2");
        (await Letters.CountAsync(_service)).ShouldBe(4);

        var deleted = await (await _anna.SendAsync("/api/delete",
            new { ids = ids.Take(2), reason = "personal data", count = 2 })).JsonAsync();

        deleted.ToString().ShouldBe("""{"deleted":2}""");
        (await Letters.ReadAsync(_service, ids[2])).ShouldBe("open 1/1");
        (await _service.QueryAsync(context => context.Attempts.CountAsync(Cancellation))).ShouldBe(2);
        var history = await (await _otto.OpenAsync($"/api/audit?target=dead-letter:{ids[0]}")).JsonAsync();
        history.GetProperty("items")[0].GetProperty("details").GetProperty("queue").GetString().ShouldBe("invoice-order-confirmed");
    }

    [Fact]
    public async Task Should_delete_nothing_that_is_being_replayed()
    {
        var ids = await Letters.AddAsync(_service, "email-order-confirmed", 2, letter => letter.Status = "replaying");

        (await (await _anna.SendAsync("/api/delete", new { ids, reason = "personal data", count = 2 }))
            .ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldContain("being replayed");
        (await Letters.CountAsync(_service)).ShouldBe(2);
    }

    [Fact]
    public async Task Should_keep_to_the_callers_queues()
    {
        var email = await Letters.AddAsync(_service, "email-order-confirmed", 1);
        var invoice = await Letters.AddAsync(_service, "invoice-order-confirmed", 1);
        var ines = _service.Client("ines");

        var archived = await (await ines.SendAsync("/api/archive", new { query = "status:open", reason = "test data" })).JsonAsync();
        var refused = await ines.SendAsync("/api/delete", new { query = "status:*", reason = "test data", count = 2 });

        (archived.GetProperty("archived").GetInt32(), archived.GetProperty("skipped").GetArrayLength()).ShouldBe((1, 0));
        (await Letters.ReadAsync(_service, invoice[0])).ShouldBe("archived 0/1 purged");
        (await Letters.ReadAsync(_service, email[0])).ShouldBe("open 1/1");
        (await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict)).ShouldStartWith("1 match, not 2");
    }

    [Theory]
    [InlineData("""{"ids":[1]}""", "reason")]
    [InlineData("""{"reason":"test data"}""", "query")]
    [InlineData("""{"reason":"test data","ids":[1],"query":"x"}""", "query")]
    [InlineData("""{"reason":"test data","query":"status:opn"}""", "Column 8")]
    public async Task Should_tell_what_is_wrong_with_a_request(string body, string expected)
    {
        var response = await _otto.SendAsync("/api/archive", JsonElement.Parse(body));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain(expected);
    }

    [Fact]
    public async Task Should_delete_what_is_due_and_nothing_else()
    {
        await Letters.AddAsync(_service, "email-order-confirmed", 7, letter => letter.Status = "resolved");
        var open = await Letters.AddAsync(_service, "email-order-confirmed", 1);
        var archived = await Letters.AddAsync(_service, "invoice-order-confirmed", 2);
        await (await _otto.SendAsync("/api/archive", new { ids = archived, reason = "test data" })).JsonAsync();

        (await SweepAsync()).ShouldBe(0);
        _clock.Now += TimeSpan.FromDays(31);
        (await Task.WhenAll(SweepAsync(), SweepAsync())).Sum().ShouldBe(7);
        (await Letters.CountAsync(_service)).ShouldBe(3);
        _clock.Now += TimeSpan.FromDays(60);
        (await SweepAsync()).ShouldBe(2);

        (await Letters.ReadAsync(_service, open[0])).ShouldBe("open 1/1");
        var entry = (await (await _otto.OpenAsync("/api/audit?limit=1")).JsonAsync()).GetProperty("items")[0];
        Tell(entry).ShouldBe("retention letters.purged its time was over");
    }

    [Fact]
    public async Task Should_forget_counts_of_hours_that_nobody_looks_at()
    {
        await Letters.AddAsync(_service, "email-order-confirmed", 1);
        var now = _clock.GetUtcNow().UtcDateTime;
        await _service.QueryAsync(async context =>
        {
            var group = await context.Groups.Select(group => group.Id).SingleAsync(Cancellation);
            context.GroupHours.AddRange(new[] { 1, 24, 24 * 8 }
                .Select(hours => new GroupHour { GroupId = group, Hour = now.AddHours(-hours), Count = hours }));
            return await context.SaveChangesAsync(Cancellation);
        });

        await SweepAsync();

        (await _service.QueryAsync(context => context.GroupHours.Select(hour => hour.Count).Order().ToListAsync(Cancellation)))
            .ShouldBe([1, 24]);
    }

    [Fact]
    public async Task Should_page_through_the_audit()
    {
        var ids = await Letters.AddAsync(_service, "email-order-confirmed", 3);
        foreach (var id in ids)
            await (await _otto.SendAsync("/api/archive", new { ids = new[] { id }, reason = $"reason {id}" })).JsonAsync();

        var seen = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await (await _service.Client("rita").OpenAsync($"/api/audit?limit=2{cursor}")).JsonAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("reason").GetString()!));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : null;
        }

        seen.ShouldBe(ids.Reverse().Select(id => $"reason {id}"));
        (await _otto.OpenAsync("/api/audit?limit=0")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>The settings of a fresh database; none for SQLite.</summary>
    protected abstract Task<(string Key, string Value)[]> DatabaseAsync();

    private Task<int> SweepAsync() => _service.UseAsync<RetentionSweep, int>(sweep => sweep.RunAsync(Cancellation));

    private static string Tell(JsonElement entry) =>
        $"{entry.GetProperty("actor")} {entry.GetProperty("action")} {entry.GetProperty("reason")}";
}
