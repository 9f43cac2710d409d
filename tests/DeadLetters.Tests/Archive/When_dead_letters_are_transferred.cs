using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microservices.DeadLetters.Tests.Security.Scenes;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Tests.Archive;

/// <summary>Export and import, over HTTP; on each engine.</summary>
public abstract class When_dead_letters_are_transferred : IAsyncLifetime
{
    private SecureService _service = null!; // set by InitializeAsync

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await SecureService.StartAsync(
    [
        .. SecureService.AllRights, .. SecureService.Key(3, "ines", "administer", "invoice-*"), .. await DatabaseAsync(),
        ("DeadLetters:Retention:Interval", "1.00:00:00"), // what is transferred here is old
    ]);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Should_be_the_same_after_export_delete_and_import()
    {
        await Letters.AddAsync(_service, "invoice-order-confirmed", 130);
        await Letters.AddAsync(_service, "email-order-confirmed", 1, letter =>
            (letter.Status, letter.ArchivedAt) = ("archived", Letters.FailedAt));
        var exported = await ExportAsync("otto", "status:*");
        var count = exported.Count(character => character == '\n');
        await (await _service.Client("anna").SendAsync("/api/delete", new { query = "status:*", reason = "moved away", count }))
            .JsonAsync();
        (await Letters.CountAsync(_service)).ShouldBe(0);

        var first = await ImportAsync("anna", exported);
        var second = await ImportAsync("anna", exported);

        count.ShouldBe(131);
        first.ToString().ShouldBe("""{"imported":131,"alreadyThere":0,"rejectedLines":0,"rejected":[]}""");
        second.ToString().ShouldBe("""{"imported":0,"alreadyThere":131,"rejectedLines":0,"rejected":[]}""");
        Sorted(await ExportAsync("otto", "status:*")).ShouldBe(Sorted(exported));
        (await _service.QueryAsync(context => context.Groups.OrderBy(group => group.Id)
            .Select(group => $"{group.OpenCount}/{group.TotalCount}").ToListAsync(Cancellation))).ShouldBe(["130/130", "0/1"]);
        (await _service.QueryAsync(context => context.Attempts.CountAsync(Cancellation))).ShouldBe(131);
        (await _service.QueryAsync(context => context.GroupHours.AsNoTracking().OrderBy(hour => hour.GroupId).ToListAsync(Cancellation)))
            .Select(hour => $"{hour.Hour:HH:mm} {hour.Count}").ShouldBe(["12:00 130", "12:00 1"]);
    }

    [Fact]
    public async Task Should_name_the_bad_lines_and_go_on()
    {
        await Letters.AddAsync(_service, "invoice-order-confirmed", 2);
        var lines = (await ExportAsync("otto", "")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await (await _service.Client("anna").SendAsync("/api/delete", new { query = "status:*", reason = "moved", count = 2 }))
            .JsonAsync();

        var report = await ImportAsync("anna", string.Join('\n', lines[0], "nonsense", "",
            Change(lines[1], line => line.Remove("queue")), Change(lines[1], line => line["body"] = "?"),
            Change(lines[1], line => line["cause"] = "boredom"), Change(lines[1], line => line["status"] = "replaying"),
            Change(lines[1], line => line["traceId"] = new string('x', 256)),
            Change(lines[1], line => line["exceptionMessage"] = "a\0b"), Change(lines[1], line => line["headers"] = 1),
            Change(lines[1], line => line["headers"] = new JsonObject { ["a"] = "\0" }),
            lines[1].Replace("\"headers\":{", "\"headers\":{\"half\":\"\\ud800\",", StringComparison.Ordinal), "[]", lines[1]));

        report.GetProperty("imported").GetInt32().ShouldBe(2);
        report.GetProperty("rejected").EnumerateArray().Select(line => line.GetProperty("line").GetInt32())
            .ShouldBe([2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
        var reasons = report.GetProperty("rejected").EnumerateArray().Select(line => line.GetProperty("reason").GetString()).ToList();
        reasons[1].ShouldNotBeNull().ShouldContain("queue");
        reasons[3].ShouldNotBeNull().ShouldContain("cause must be one of fault");
        reasons[5].ShouldBe("traceId is too long");
        reasons[6].ShouldBe("exceptionMessage has a character that cannot be stored");
    }

    [Fact]
    public async Task Should_ask_for_the_role_and_keep_to_the_queues()
    {
        await Letters.AddAsync(_service, "invoice-order-confirmed", 1);
        await Letters.AddAsync(_service, "email-order-confirmed", 1);
        var all = await ExportAsync("otto", "");

        (await (await _service.Client("rita").SendAsync("/api/export", new { })).ShouldBeProblemAsync(HttpStatusCode.Forbidden))
            .ShouldContain("scope deadletters.operate");
        (await ExportAsync("ines", "")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Single()
            .ShouldContain("invoice-order-confirmed");
        (await ImportAsync("ines", all)).GetProperty("rejected").EnumerateArray()
            .Single().GetProperty("reason").GetString().ShouldBe("email-order-confirmed is outside your queues");
        using var content = new StringContent(all, Encoding.UTF8, "application/x-ndjson");
        (await (await _service.Client("otto").PostAsync(new Uri("/api/import", UriKind.Relative), content, Cancellation))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden)).ShouldContain("scope deadletters.administer");
        var audit = await (await _service.Client("rita").OpenAsync("/api/audit?limit=3")).JsonAsync();
        audit.GetProperty("items").EnumerateArray()
            .Select(entry => $"{entry.GetProperty("actor")} {entry.GetProperty("action")}")
            .ShouldBe(["key:otto access.denied", "key:ines letters.imported", "key:ines letters.exported"]);
    }

    [Fact]
    public async Task Should_point_into_a_query_that_cannot_be_read()
    {
        var response = await _service.Client("otto").SendAsync("/api/export?query=status:opn", new { });

        (await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).ShouldContain("Column 8");
    }

    /// <summary>The settings of a fresh database; none for SQLite.</summary>
    protected abstract Task<(string Key, string Value)[]> DatabaseAsync();

    private async Task<string> ExportAsync(string user, string query)
    {
        var response = await _service.Client(user).SendAsync($"/api/export?query={Uri.EscapeDataString(query)}", new { });
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/x-ndjson");
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<JsonElement> ImportAsync(string user, string lines)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return await (await _service.Client(user).PostAsync(new Uri("/api/import", UriKind.Relative), content, Cancellation))
            .JsonAsync();
    }

    private static string Change(string line, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(line)!.AsObject(); // an object
        change(json);
        return json.ToJsonString();
    }

    private static string[] Sorted(string lines) => [.. lines.Split('\n').Order(StringComparer.Ordinal)];
}
