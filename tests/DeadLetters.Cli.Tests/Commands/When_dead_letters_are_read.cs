using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.DeadLetters.Cli.Tests.Commands;

public sealed class When_dead_letters_are_read : IAsyncLifetime
{
    private const string Page = """
        { "items": [ { "id": 4711, "queue": "invoice-order-confirmed", "cause": "fault", "messageType": "OrderConfirmed",
            "exceptionType": "System.TimeoutException", "exceptionMessage": "no answer\u001b[2J\nsecond line",
            "status": "open", "firstFailedAt": "2026-11-01T08:00:00Z", "lastFailedAt": "2026-11-01T08:30:00Z", "attempts": 2,
            "failedReplays": 0, "groupId": 12, "messageId": "m-1", "correlationId": null, "later": "addition" } ],
          "next": "abc", "total": 3 }
        """;

    private ApiStub _api = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync() => _api = await ApiStub.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Should_list_them_without_what_drives_a_terminal()
    {
        _api.On("GET /api/dead-letters", Page);

        var result = await new Cli(_api.Url).RunAsync("list", "queue:invoice ex:\"Time out*\"", "--limit", "7");

        result.ExitCode.ShouldBe(0);
        _api.LastRequest.Parameter("query").ShouldBe("queue:invoice ex:\"Time out*\"");
        _api.LastRequest.Parameter("limit").ShouldBe("7");
        result.Output.ShouldContain("4711");
        result.Output.ShouldContain("2026-11-01T08:30:00Z");
        result.Output.ShouldContain("TimeoutException: no answer\uFFFD[2J second line");
        result.Output.ShouldNotContain("\u001b");
        result.Error.ShouldContain("1 of 3. The next page: --cursor abc");
    }

    [Fact]
    public async Task Should_say_how_long_ago_at_a_terminal_and_colour_unless_told_not_to()
    {
        _api.On("GET /api/dead-letters", Page);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 11, 30, 0, TimeSpan.Zero));

        var colored = await new Cli(_api.Url) { IsTerminal = true, TimeProvider = clock }.RunAsync("list");
        colored.Output.ShouldContain("3h ago");
        colored.Output.ShouldContain("\u001b[");

        var plain = new Cli(_api.Url) { IsTerminal = true, TimeProvider = clock };
        plain.Variables["NO_COLOR"] = "1";
        (await plain.RunAsync("list")).Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Should_pass_json_through_with_members_it_does_not_know()
    {
        _api.On("GET /api/dead-letters", Page);

        var result = await new Cli(_api.Url).RunAsync("list", "--json");

        JsonElement.Parse(result.Output).GetProperty("items")[0].GetProperty("later").GetString().ShouldBe("addition");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_follow_the_pages_and_write_a_line_each()
    {
        _api.On("GET /api/dead-letters", request => new StubAnswer(200, request.Parameter("cursor") == "abc"
            ? """{ "items": [ { "id": 2 } ], "next": null }"""
            : """{ "items": [ { "id": 1 } ], "next": "abc" }"""));

        var result = await new Cli(_api.Url).RunAsync("list", "status:*", "--all", "--json");

        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["{\"id\":1}", "{\"id\":2}"]);
        _api.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_use_the_query_of_a_view()
    {
        _api.On("GET /api/views/old invoices", """{ "name": "old invoices", "query": "queue:invoice age:>1d" }""");
        _api.On("GET /api/dead-letters", Page);

        (await new Cli(_api.Url).RunAsync("list", "--view", "old invoices")).ExitCode.ShouldBe(0);

        _api.LastRequest.Parameter("query").ShouldBe("queue:invoice age:>1d");
    }

    [Fact]
    public async Task Should_show_one_with_its_history_headers_and_body()
    {
        _api.On("GET /api/dead-letters/4711", """
            { "id": 4711, "queue": "invoice-order-confirmed", "status": "open", "cause": "fault", "exceptionType": "A.B",
              "exceptionMessage": "outer", "exceptions": [ { "type": "C.D", "message": "inner" } ], "stackTrace": "at A.B()\nat C.D()",
              "contentType": "application/json", "bodySize": 12, "bodyIsText": true, "body": "{\n  \"a\": 1\n}",
              "headers": { "business": { "tenant": "x" }, "massTransit": {}, "broker": {} },
              "timeline": [ { "at": "2026-11-01T08:00:00Z", "kind": "attempt", "text": "failed" } ],
              "siblings": [ { "queue": "email-order-confirmed", "state": "none" } ] }
            """);

        var result = await new Cli(_api.Url).RunAsync("show", "4711");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldNotContain("A.B: outer"); // the chain tells it
        foreach (var part in (string[])["invoice-order-confirmed", "C.D: inner", "no dead letter: processed, or still being retried", "at C.D()", "  \"a\": 1", "tenant",
            "attempt", "email-order-confirmed"])
            result.Output.ShouldContain(part);
        result.Output.ShouldNotContain("The broker's headers");
        result.Error.ShouldContain("deadletters replay 4711 --dry-run");
    }

    [Fact]
    public async Task Should_show_one_by_the_id_of_its_order()
    {
        _api.On("GET /api/dead-letters", """{ "items": [ { "id": 4711 } ] }""");
        _api.On("GET /api/dead-letters/4711", """{ "id": 4711, "queue": "invoice-order-confirmed", "status": "open" }""");

        var result = await new Cli(_api.Url).RunAsync("show", "FLOW-7001");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("invoice-order-confirmed");
    }

    [Fact]
    public async Task Should_say_which_id_it_does_not_find()
    {
        _api.On("GET /api/dead-letters", """{ "items": [] }""");

        var result = await new Cli(_api.Url).RunAsync("show", "FLOW-7001");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("No dead letter has the id FLOW-7001");
    }

    [Fact]
    public async Task Should_post_for_personal_data()
    {
        _api.On("POST /api/dead-letters/4711/unmask", """{ "id": 4711, "bodyIsText": true, "body": "Jane" }""");

        (await new Cli(_api.Url).RunAsync("show", "4711", "--unmask")).Output.ShouldContain("Jane");
    }

    [Theory]
    [InlineData("""{ "id": 4711, "bodyIsText": true, "bodyNote": "It is no JSON: unmask or download it." }""", "It is no JSON")]
    [InlineData("""{ "id": 4711, "bodyIsText": true, "body": "{ \"a\":", "bodyNote": "This is its beginning." }""", "{ \"a\":\n(This is")]
    [InlineData("""{ "id": 4711, "bodyIsText": false, "bodyNote": "It is no text: download its bytes." }""", "It is no text")]
    public async Task Should_say_why_there_is_no_body_or_not_all_of_it(string letter, string expected)
    {
        _api.On("GET /api/dead-letters/4711", letter);

        var result = await new Cli(_api.Url).RunAsync("show", "4711");

        result.Output.ShouldContain(expected);
        result.Output.ShouldContain("deadletters show 4711 --body > FILE");
    }

    [Fact]
    public async Task Should_write_the_bytes_of_a_body()
    {
        _api.On("POST /api/dead-letters/4711/body", "raw");

        (await new Cli(_api.Url).RunAsync("show", "4711", "--body")).Output.ShouldBe("raw");
    }

    [Fact]
    public async Task Should_list_groups_with_a_bar_for_each_hour()
    {
        _api.On("GET /api/dead-letters/groups", """
            { "items": [ { "id": 12, "title": "TimeoutException in Drafter", "queue": "invoice", "status": "new", "openCount": 3,
              "totalCount": 9, "hours": [0, 1, 8] } ] }
            """);

        var result = await new Cli(_api.Url).RunAsync("groups", "--status", "new", "--sort", "count");

        result.Output.ShouldContain("·▁█");
        result.Output.ShouldContain("TimeoutException in Drafter");
        _api.LastRequest.Query.ShouldBe("?status=new&sort=count");
    }

    [Fact]
    public async Task Should_say_so_when_there_is_nothing()
    {
        _api.On("GET /api/dead-letters", """{ "items": [], "next": null, "total": 0 }""");

        var result = await new Cli(_api.Url).RunAsync("list", "queue:none");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain("No dead letters match");
    }
}
