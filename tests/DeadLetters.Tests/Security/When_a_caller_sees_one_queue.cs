using System.Globalization;
using System.Net;
using System.Text.Json;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Tests.Archive;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Security;

/// <summary>Ben sees <c>beta</c>; of <c>alpha</c>, whose every text and number tells itself, he must find nothing.</summary>
public abstract class When_a_caller_sees_one_queue : IAsyncLifetime
{
    private const int AlphaLetters = 37;
    private const long FirstAlpha = 770_000;
    private static readonly Guid AlphaReplay = Guid.Parse("019a0000-0000-7000-8000-0000000000a1");
    private static readonly Guid MixedReplay = Guid.Parse("019a0000-0000-7000-8000-0000000000ab");
    private static readonly Guid BetaReplay = Guid.Parse("019a0000-0000-7000-8000-0000000000b1");
    private SecureService _service = null!; // set by InitializeAsync
    private long[] _beta = null!; // likewise
    private HttpClient _ben = null!; // likewise

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await SecureService.StartAsync(
            [.. SecureService.AllRights, .. SecureService.Key(3, "ben", "administer", "beta"), .. await DatabaseAsync()]);
        _ben = _service.Client("ben");
        string? shared = "shared";
        _beta = await Letters.AddAsync(_service, "beta", 2, letter => (letter.MessageKey, shared) = (shared ?? letter.MessageKey, null));
        var next = FirstAlpha;
        var alpha = await Letters.AddAsync(_service, "alpha", AlphaLetters, letter =>
        {
            letter.Id = next++;
            letter.MessageKey = letter.Id == FirstAlpha ? "shared" : letter.MessageKey;
            letter.ExceptionMessage = "alpha failed";
        });
        await AddReplayAsync(AlphaReplay, alpha, "mend alpha");
        await AddReplayAsync(MixedReplay, [.. alpha[..11], _beta[0]], "mend both");
        await AddReplayAsync(BetaReplay, [_beta[1]], "mend one");
        var anna = _service.Client("anna");
        var group = await _service.QueryAsync(context => context.Groups.Where(row => row.Queue == "alpha").Select(row => row.Id).SingleAsync(Cancellation));
        (await anna.PatchAsync(new Uri($"/api/dead-letters/groups/{group}", UriKind.Relative),
            new StringContent("""{"note":"alpha note"}""", null, "application/json"), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await anna.PutAsync(new Uri("/api/views/alpha-view", UriKind.Relative),
            new StringContent("""{"query":"queue:alpha"}""", null, "application/json"), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await anna.SendAsync($"/api/dead-letters/{FirstAlpha}/unmask", new { })).JsonAsync();
        await (await anna.SendAsync("/api/archive", new { ids = new[] { alpha[^1], _beta[1] }, reason = "tidy up" })).JsonAsync();
        await (await anna.SendAsync("/api/archive/undo", new { ids = new[] { alpha[^1], _beta[1] }, reason = "tidy up" })).JsonAsync();
    }

    /// <summary>Where the dead letters are.</summary>
    protected abstract Task<(string Key, string Value)[]> DatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_find_nothing_of_another_by_any_route_that_reads()
    {
        string[] paths = [.. _service.Routes.Where(IsRead).SelectMany(PathsOf).Distinct()];
        List<string> found = [];
        foreach (var path in paths)
        {
            var response = await _ben.OpenAsync(path);
            if (response.Content.Headers.ContentType?.MediaType is not "application/octet-stream") // bytes of an own letter
                found.AddRange(Traces(await ReadAsync(response)).Select(trace => $"{path}: {trace}"));
        }

        paths.Length.ShouldBeGreaterThan(30);
        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/replays", """{"dryRun":true,"query":"status:*"}""")]
    [InlineData("/api/replays", """{"dryRun":true,"ids":[770001,1,2]}""")]
    [InlineData("/api/replays", """{"dryRun":true,"edit":{"id":770001,"body":"{}"}}""")]
    [InlineData("/api/replays", """{"reason":"mine","query":"queue:alpha"}""")]
    [InlineData("/api/export?query=status:*", "{}")]
    [InlineData("/api/dead-letters/770000/unmask", "{}")]
    [InlineData("/api/dead-letters/770000/body", "{}")]
    [InlineData("/api/dead-letters/1/unmask", "{}")]
    [InlineData("/api/archive", """{"reason":"mine","query":"status:*"}""")]
    [InlineData("/api/archive/undo", """{"reason":"mine","query":"status:*"}""")]
    [InlineData("/api/delete", """{"reason":"mine","query":"status:*","count":1}""")]
    [InlineData("/api/replays/019a0000-0000-7000-8000-0000000000a1/pause", """{"reason":"mine"}""")]
    [InlineData("/api/replays/019a0000-0000-7000-8000-0000000000ab/pause", """{"reason":"mine"}""")]
    public async Task Should_find_nothing_of_another_in_what_an_action_reports(string path, string request)
    {
        var answer = await ReadAsync(await _ben.SendAsync(path, JsonElement.Parse(request)));

        Traces(answer).ShouldBeEmpty(answer);
    }

    [Fact]
    public async Task Should_see_what_is_of_the_own_queue()
    {
        (await _ben.OpenAsync($"/api/replays/{AlphaReplay}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _ben.OpenAsync($"/api/replays/{AlphaReplay}/items")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var mixed = await (await _ben.OpenAsync($"/api/replays/{MixedReplay}")).JsonAsync();
        mixed.GetProperty("counts").GetProperty("processed").GetInt32().ShouldBe(1);
        var replays = await (await _ben.OpenAsync("/api/replays")).JsonAsync();
        replays.GetProperty("items").GetArrayLength().ShouldBe(2);
        var audit = await (await _ben.OpenAsync($"/api/audit?target=dead-letter:{_beta[1]}")).JsonAsync();
        audit.GetProperty("items").GetArrayLength().ShouldBe(2);
        (await _service.Client("rita").OpenAsync($"/api/replays/{AlphaReplay}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await _service.Client("rita").OpenAsync("/api/audit")).JsonAsync()).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Should_not_touch_the_views_of_others()
    {
        using var query = new StringContent("""{"query":"queue:beta"}""", null, "application/json");
        (await _ben.PutAsync(new Uri("/api/views/alpha-view", UriKind.Relative), query, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await _ben.DeleteAsync(new Uri("/api/views/alpha-view", UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _ben.PutViewAsync()).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await (await _ben.OpenAsync("/api/views")).JsonAsync()).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await (await _service.Client("rita").OpenAsync("/api/views")).JsonAsync()).GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    private static bool IsRead(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true
        && route.RoutePattern.RawText is { } path && path.StartsWith("/api/", StringComparison.Ordinal);

    private IEnumerable<string> PathsOf(RouteEndpoint route)
    {
        var path = route.RoutePattern.RawText!; // a read route has one
        string[] queries =
        [
            "", "?query=status:*", "?query=queue:alpha%20status:*", "?query=status:*&sort=count", "?status=new", "?limit=1",
            $"?target=dead-letter:{FirstAlpha}", $"?target=replay:{AlphaReplay}", $"?target=replay:{MixedReplay}", "?target=dead-letters", "?target=view:alpha-view",
            "?target=group:1", "?target=group:2",
        ];
        string[] ids = path.Contains("{id:guid}", StringComparison.Ordinal)
            ? [$"{AlphaReplay}", $"{MixedReplay}", $"{BetaReplay}"]
            : path.Contains("{id:long}", StringComparison.Ordinal)
                ? [.. new[] { FirstAlpha, 1, 2, _beta[0], _beta[1] }.Select(id => id.ToString(CultureInfo.InvariantCulture))]
                : ["alpha-view"];
        return queries.SelectMany(query => ids.Select(id => path.Replace("{id:guid}", id, StringComparison.Ordinal)
            .Replace("{id:long}", id, StringComparison.Ordinal).Replace("{name}", id, StringComparison.Ordinal) + query));
    }

    // What the caller said is no news; of the rest, each word and number of alpha is.
    private static IEnumerable<string> Traces(string answer)
    {
        if (answer.Length == 0 || answer.Contains("\"status\":404", StringComparison.Ordinal))
            return [];

        return answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line => Values(JsonElement.Parse(line)))
            .Where(value => value.Contains("alpha", StringComparison.OrdinalIgnoreCase) || value.Contains($"{AlphaReplay}", StringComparison.Ordinal)
                || long.TryParse(value, CultureInfo.InvariantCulture, out var number)
                && number is (>= FirstAlpha and < FirstAlpha + AlphaLetters) or AlphaLetters or AlphaLetters - 1 or AlphaLetters + 2 or 11 or 12);
    }

    private static IEnumerable<string> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Values(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values),
        _ => [element.ToString()],
    };

    private static Task<string> ReadAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Cancellation);

    private Task AddReplayAsync(Guid id, long[] letters, string reason) => _service.QueryAsync(async context =>
    {
        context.Replays.Add(new ReplayJob
        {
            Id = id,
            Reason = reason,
            Actor = "key:anna",
            Query = "queue:alpha,beta",
            Rate = 50,
            State = "done",
            PausedReason = id == BetaReplay ? null : "paused by itself: of 12 messages, 11 failed again in alpha",
            CreatedAt = Letters.FailedAt,
            FinishedAt = Letters.FailedAt,
        });
        context.ReplayItems.AddRange(letters.Select((letter, index) => new ReplayItem
        {
            ReplayId = id,
            Ordinal = letters.Length - index,
            DeadLetterId = letter,
            State = "processed",
            FinishedAt = Letters.FailedAt,
        }));
        context.Audit.Add(new AuditEntry
        {
            At = Letters.FailedAt,
            Actor = "key:anna",
            Action = "replay.created",
            Target = $"replay:{id}",
            Reason = reason,
            Details = """{"query":"queue:alpha,beta","queued":12}""",
        });
        return await context.SaveChangesAsync(Cancellation);
    });
}
