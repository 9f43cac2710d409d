namespace Microservices.DeadLetters.Cli.Tests.Commands;

public sealed class When_dead_letters_are_let_go : IAsyncLifetime
{
    private ApiStub _api = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync() => _api = await ApiStub.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("archive", "/api/archive")]
    [InlineData("unarchive", "/api/archive/undo")]
    public async Task Should_archive_and_take_back(string command, string path)
    {
        _api.On("POST " + path, """{ "archived": 3 }""");

        var result = await new Cli(_api.Url).RunAsync(command, "--query", "group:12", "--reason", "test data");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("Archived  3");
        _api.LastRequest.Json.GetProperty("query").GetString().ShouldBe("group:12");
    }

    [Fact]
    public async Task Should_delete_only_by_the_number()
    {
        _api.On("GET /api/dead-letters", """{ "items": [], "total": 37 }""");
        _api.On("POST /api/delete", """{ "deleted": 37 }""");

        var piped = await new Cli(_api.Url).RunAsync("delete", "--query", "group:12", "--reason", "gone");
        piped.ExitCode.ShouldBe(2);
        piped.Error.ShouldContain("37 match. Say --count N");
        _api.Requests.ShouldNotContain(request => request.Method == "POST");

        var wrong = await new Cli(_api.Url) { IsTerminal = true, Input = "yes\n" }
            .RunAsync("delete", "--query", "group:12", "--reason", "gone");
        wrong.ExitCode.ShouldBe(2);
        _api.Requests.ShouldNotContain(request => request.Method == "POST");

        var typed = await new Cli(_api.Url) { IsTerminal = true, Input = "37\n" }
            .RunAsync("delete", "--query", "group:12", "--reason", "gone");
        typed.ExitCode.ShouldBe(0);
        _api.LastRequest.Json.GetProperty("count").GetInt32().ShouldBe(37);
    }

    [Fact]
    public async Task Should_export_to_a_file_that_is_whole_or_not_there()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        _api.On("POST /api/export", """{"title":"broken"}""", 503);
        (await new Cli(_api.Url).RunAsync("export", "status:*", "--output", file)).ExitCode.ShouldBe(3);
        File.Exists(file).ShouldBeFalse();
        File.Exists(file + ".part").ShouldBeFalse();

        _api.On("POST /api/export", "{\"id\":1}\n{\"id\":2}\n");
        (await new Cli(_api.Url).RunAsync("export", "status:*", "--output", file)).ExitCode.ShouldBe(0);
        (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length.ShouldBe(2);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Delete(file);
    }

    [Fact]
    public async Task Should_import_from_a_pipe_and_name_the_bad_lines()
    {
        _api.On("POST /api/import", """{ "imported": 1, "alreadyThere": 0, "rejected": [ { "line": 2, "reason": "no JSON" } ] }""");

        var result = await new Cli(_api.Url) { Input = "{}\nnonsense\n" }.RunAsync("import", "-");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("Already there  0");
        result.Output.ShouldContain("line 2: no JSON");
        _api.LastRequest.Body.ShouldBe("{}\nnonsense\n");
        _api.LastRequest.Headers["Content-Type"].ShouldBe("application/x-ndjson");
    }

    [Fact]
    public async Task Should_name_the_file_that_is_not_there()
    {
        var result = await new Cli(_api.Url).RunAsync("import", "/no/such/file.ndjson");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("/no/such/file.ndjson");
    }

    [Fact]
    public async Task Should_change_a_group()
    {
        _api.On("PATCH /api/dead-letters/groups/12", """{ "id": 12, "status": "investigating", "owner": "ada" }""");

        var result = await new Cli(_api.Url).RunAsync("group", "set", "12", "--status", "investigating", "--owner", "ada");

        result.ExitCode.ShouldBe(0);
        _api.LastRequest.Body.ShouldBe("""{"status":"investigating","owner":"ada"}""");
        result.Output.ShouldContain("investigating");
    }

    [Fact]
    public async Task Should_keep_list_and_forget_views()
    {
        _api.On("PUT /api/views/a b & c", """{ "name": "a b & c", "query": "queue:x" }""");
        _api.On("GET /api/views", """{ "items": [ { "name": "a b & c", "query": "queue:x", "owner": "ada" } ] }""");
        _api.On("DELETE /api/views/a b & c", "", 204);

        (await new Cli(_api.Url).RunAsync("views", "set", "a b & c", "queue:x")).Output.ShouldContain("a b & c: queue:x");
        _api.LastRequest.Body.ShouldBe("""{"query":"queue:x"}""");
        (await new Cli(_api.Url).RunAsync("views")).Output.ShouldContain("queue:x");
        (await new Cli(_api.Url).RunAsync("views", "delete", "a b & c")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Should_tell_who_did_what()
    {
        _api.On("GET /api/audit", """
            { "items": [ { "at": "2026-11-01T08:00:00Z", "actor": "ada", "action": "replay", "target": "replay:1", "reason": "up again" } ] }
            """);

        var result = await new Cli(_api.Url).RunAsync("audit", "--target", "replay:1");

        result.Output.ShouldContain("ada");
        result.Output.ShouldContain("up again");
        _api.LastRequest.Parameter("target").ShouldBe("replay:1");
    }
}
