using System.Text.Json;
using Microservices.DeadLetters.Tests.Reading.Scenes;
using Microsoft.EntityFrameworkCore;
using static Microservices.DeadLetters.Tests.Reading.Scenes.ReadingScene;

namespace Microservices.DeadLetters.Tests.Reading;

public sealed class When_dead_letters_are_many
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10_000, 10_000, false)]
    [InlineData(10_001, null, true)]
    public async Task Should_count_exactly_to_ten_thousand(int letters, int? total, bool more)
    {
        await using var scene = await CreateAsync(onPostgres: true);
        await FillAsync(scene, letters);

        var page = await scene.GetAsync("/api/dead-letters?limit=10");
        var next = await scene.GetAsync($"/api/dead-letters?limit=10&cursor={page.GetProperty("next").GetString()}");

        Counted(page).ShouldBe((total, more));
        Counted(next).ShouldBe((total, more));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Should_count_on_the_first_page_only(bool onPostgres)
    {
        await using var scene = await CreateAsync(onPostgres);
        await scene.IngestAsync([.. Enumerable.Range(0, 4).Select(index => Letters.Faulted("alpha", $"m-{index}", Now.AddMinutes(-index)))]);

        var first = await scene.GetAsync("/api/dead-letters?limit=2");
        await scene.IngestAsync(Letters.Faulted("alpha", "late", Now.AddMinutes(-2.5)));
        var second = await scene.GetAsync($"/api/dead-letters?limit=2&cursor={first.GetProperty("next").GetString()}");
        var anew = await scene.GetAsync("/api/dead-letters?limit=2");

        Counted(second).ShouldBe((4, false));
        // What has come meanwhile is left out of the number, and of no page.
        second.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("messageId").GetString()).ShouldBe(["m-2", "late"]);
        Counted(anew).ShouldBe((5, false));
    }

    // 1,800 of 3,600 are read in the order of the page, 900 are found first and sorted: the pages must not tell.
    [Theory]
    [InlineData("queue:alpha", 1_800)]
    [InlineData("body.even:true queue:alpha", 900)]
    public async Task Should_show_each_once_however_they_are_found(string query, int matching)
    {
        await using var scene = await CreateAsync(onPostgres: true);
        await FillAsync(scene, 3_600);

        List<(DateTime FailedAt, long Id)> seen = [];
        for (var cursor = ""; cursor is not null;)
        {
            var page = await scene.GetAsync($"/api/dead-letters?limit=1000&query={Uri.EscapeDataString(query)}&cursor={cursor}", "otto");
            seen.AddRange(page.GetProperty("items").EnumerateArray()
                .Select(item => (item.GetProperty("lastFailedAt").GetDateTime(), item.GetProperty("id").GetInt64())));
            cursor = page.GetProperty("next").GetString();
        }

        seen.Distinct().Count().ShouldBe(matching);
        seen.ShouldBe(seen.OrderDescending());
    }

    private static (int? Total, bool More) Counted(JsonElement page) =>
        (page.GetProperty("total") is { ValueKind: JsonValueKind.Number } total ? total.GetInt32() : null, page.GetProperty("more").GetBoolean());

    // Copies of one of each queue, half of them even, several of each moment.
    private static async Task FillAsync(ReadingScene scene, int letters)
    {
        await scene.IngestAsync(Letters.Faulted("alpha", "m-1", Now), Letters.Faulted("beta", "m-2", Now));
        await scene.QueryAsync(context => context.Database.ExecuteSqlAsync($"""
            INSERT INTO dead_letters (queue, message_key, source_queue, cause, group_id, status, first_failed_at, last_failed_at,
                attempts, failed_replays, body, body_hash, body_json, headers, opened_at)
            SELECT letter.queue, number::text, source_queue, cause, group_id, status, at, at, 1, 0, '', '', jsonb_build_object('even', number % 4 < 2), jsonb_build_object(), at
            FROM generate_series(1, {letters}) AS number
            JOIN dead_letters AS letter ON letter.message_key = CASE WHEN number % 2 = 0 THEN 'm-1' ELSE 'm-2' END,
            LATERAL (SELECT {Now}::timestamptz - interval '1 minute' * (number / 3) AS at) AS time;
            DELETE FROM attempts;
            DELETE FROM dead_letters WHERE message_key IN ('m-1', 'm-2');
            """, Cancellation));
    }
}
