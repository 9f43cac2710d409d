using System.Text.Json;

namespace Microservices.DeadLetters.Cli.Tests.Service;

public sealed class When_the_service_is_real : IAsyncLifetime
{
    private RealService _service = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync() => _service = await RealService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Should_replay_what_a_query_selects_and_tell_how_it_went()
    {
        await _service.AddAsync(15);

        var dry = await Run("replay", "--query", "queue:shipping ex:Timeout* -body.parcel:7", "--dry-run");
        dry.Output.ShouldContain("Would replay 14, would skip 0.");
        dry.ExitCode.ShouldBe(0);

        var replay = await Run("replay", "--query", "queue:shipping ex:Timeout* -body.parcel:7", "--reason", "carrier is back",
            "--rate", "1000", "--wait", "--json");
        replay.ExitCode.ShouldBe(0, replay.Error);
        var answer = JsonElement.Parse(replay.Output);
        answer.GetProperty("counts").GetProperty("processed").GetInt32().ShouldBe(14);
        answer.GetProperty("actor").GetString().ShouldBe("key:ada");

        var id = answer.GetProperty("id").GetString()!; // every replay has one
        (await Run("replays")).Output.ShouldContain("carrier is back");
        (await Run("replays", id)).Output.ShouldContain("Processed");
        (await Run("replays", id, "--items", "--state", "processed", "--json")).Output.ShouldContain("processed");

        var again = await Run("cancel", id, "--reason", "too late");
        again.ExitCode.ShouldBe(1);
        again.Error.ShouldContain("done");
    }

    [Fact]
    public async Task Should_point_into_a_bad_query()
    {
        foreach (var args in (string[][])[["replay", "--dry-run", "--query", "a status:opn"], ["views", "set", "v", "a status:opn"]])
        {
            var result = await Run(args);

            result.ExitCode.ShouldBe(2);
            result.Error.ShouldContain("Column 10: found 'opn', expected one of open, replaying, resolved, archived.");
            result.Error.ShouldContain("  a status:opn\n           ^");
        }
    }

    [Fact]
    public async Task Should_use_saved_views()
    {
        await _service.AddAsync(2);
        (await Run("views", "set", "late parcels", "queue:shipping")).ExitCode.ShouldBe(0);

        (await Run("views")).Output.ShouldContain("late parcels");
        (await Run("replay", "--view", "late parcels", "--dry-run")).Output.ShouldContain("Would replay 2");
        (await Run("views", "delete", "late parcels")).ExitCode.ShouldBe(0);
        (await Run("replay", "--view", "late parcels", "--dry-run")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_told_which_scope_it_takes()
    {
        var ids = await _service.AddAsync(1);
        _service.Right = "read";

        var result = await Run("replay", $"{ids[0]}", "--reason", "carrier is back");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain("deadletters.operate");
    }

    private Task<CliResult> Run(params string[] args) => new Cli(_service.Url)
    {
        Variables = { ["DEADLETTERS_API_KEY"] = _service.Key },
    }.RunAsync(args);
}
