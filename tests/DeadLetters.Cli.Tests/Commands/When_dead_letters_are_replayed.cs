using System.Text.Json;

namespace Microservices.DeadLetters.Cli.Tests.Commands;

public sealed class When_dead_letters_are_replayed : IAsyncLifetime
{
    private const string Id = "0199e0c2-4f0e-7c7a-b1de-3f3a4c1f2a10";

    private ApiStub _api = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync()
    {
        _api = await ApiStub.StartAsync();
        _api.On("POST /api/replays", _ => new StubAnswer(202, "", $"/api/replays/{Id}"));
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Should_say_what_would_happen_before_it_does()
    {
        _api.On("POST /api/replays", """
            { "willReplay": 3, "willSkip": [ { "reason": "already processed", "count": 2, "ids": [7, 8] } ],
              "queues": [ { "queue": "invoice-order-confirmed", "exists": true, "messages": 0 } ] }
            """);

        var result = await new Cli(_api.Url).RunAsync("replay", "--query", "queue:invoice", "--dry-run");

        result.ExitCode.ShouldBe(1, "some would be left out");
        result.Output.ShouldContain("Would replay 3, would skip 2.");
        result.Output.ShouldContain("already processed");
        result.Output.ShouldContain("7 8");
        _api.LastRequest.Json.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Should_send_what_was_said()
    {
        var result = await new Cli(_api.Url).RunAsync("replay", "4711", "4712", "--reason", "SKU added", "--ticket", "OPS-42",
            "--rate", "10", "--no-canary");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain($"deadletters replays {Id}");
        JsonElement.DeepEquals(_api.LastRequest.Json, JsonElement.Parse("""
            { "ids": [4711, 4712], "reason": "SKU added", "ticket": "OPS-42", "rate": 10, "canary": false,
              "resetRedelivery": false, "dryRun": false }
            """)).ShouldBeTrue(_api.LastRequest.Body);
    }

    [Fact]
    public async Task Should_send_an_edited_body()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{"sku":"A"}""", TestContext.Current.CancellationToken);
            await new Cli(_api.Url).RunAsync("replay", "4711", "--edit", file, "--reason", "wrong SKU");

            _api.LastRequest.Json.TryGetProperty("ids", out _).ShouldBeFalse("the edit names the only one");
            _api.LastRequest.Json.GetProperty("edit").GetProperty("id").GetInt64().ShouldBe(4711);
            _api.LastRequest.Json.GetProperty("edit").GetProperty("body").GetString().ShouldBe("""{"sku":"A"}""");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("""{ "processed": 5 }""", "done", 0)]
    [InlineData("""{ "processed": 4, "failedAgain": 1 }""", "done", 1)]
    [InlineData("""{ "processed": 4, "skipped": 1 }""", "done", 1)]
    [InlineData("""{ "processed": 4, "notAcknowledged": 1 }""", "done", 1)]
    [InlineData("""{ "processed": 1, "queued": 4 }""", "paused", 1)]
    [InlineData("""{ "processed": 5 }""", "cancelled", 1)]
    public async Task Should_wait_for_the_end_and_tell_it_by_the_exit_code(string counts, string state, int exitCode)
    {
        _api.OnInTurn($"GET /api/replays/{Id}",
            $$"""{ "id": "{{Id}}", "state": "running", "stage": 0, "canary": true, "counts": { "published": 1, "queued": 4 } }""",
            $$"""{ "id": "{{Id}}", "state": "{{state}}", "pausedReason": "1 of 1 failed again", "counts": {{counts}} }""");

        var result = await new Cli(_api.Url) { TimeProvider = new HastyTimeProvider() }
            .RunAsync("replay", "--query", "group:12", "--reason", "up again", "--wait");

        result.ExitCode.ShouldBe(exitCode);
        result.Error.ShouldContain("running, the first one: 1 published, 4 queued");
        result.Output.ShouldContain(state);
        result.Error.Contains("deadletters resume", StringComparison.Ordinal).ShouldBe(state == "paused");
    }

    [Fact]
    public async Task Should_wait_on_while_the_service_restarts()
    {
        var asked = 0;
        _api.On($"GET /api/replays/{Id}", _ => asked++ < 3
            ? new StubAnswer(503, "")
            : new StubAnswer(200, """{ "state": "done", "counts": { "processed": 1 } }"""));

        var result = await new Cli(_api.Url) { TimeProvider = new HastyTimeProvider() }.RunAsync("replays", Id, "--wait");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldContain("Still trying.");
        asked.ShouldBe(4);
    }

    [Fact]
    public async Task Should_stop_looking_on_ctrl_c_and_say_that_the_replay_goes_on()
    {
        using var controlC = new CancellationTokenSource();
        _api.On($"GET /api/replays/{Id}", _ =>
        {
            controlC.CancelAfter(TimeSpan.FromMilliseconds(1));
            return new StubAnswer(200, """{ "state": "running", "counts": { "queued": 5 } }""");
        });

        var result = await new Cli(_api.Url) { CancellationToken = controlC.Token }
            .RunAsync("replay", "1", "--reason", "x", "--wait");

        result.ExitCode.ShouldBe(130);
        result.Error.ShouldContain("the replay goes on");
        _api.Requests.ShouldNotContain(request => request.Path.EndsWith("/cancel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    public async Task Should_control_a_replay(string verb)
    {
        _api.On($"POST /api/replays/{Id}/{verb}", $$"""{ "id": "{{Id}}", "state": "paused", "counts": {} }""");

        var result = await new Cli(_api.Url).RunAsync(verb, Id, "--reason", "slow down");

        result.ExitCode.ShouldBe(0);
        _api.LastRequest.Json.GetProperty("reason").GetString().ShouldBe("slow down");
        result.Output.ShouldContain("paused");
    }

    [Fact]
    public async Task Should_list_the_items_of_a_replay()
    {
        _api.On($"GET /api/replays/{Id}/items",
            """{ "items": [ { "id": 1, "deadLetterId": 4711, "state": "failed_again", "reason": "timeout" } ], "next": "n" }""");

        var result = await new Cli(_api.Url).RunAsync("replays", Id, "--items", "--state", "failed_again");

        result.Output.ShouldContain("4711");
        result.Error.ShouldContain("--cursor n");
        _api.LastRequest.Parameter("state").ShouldBe("failed_again");
    }
}
