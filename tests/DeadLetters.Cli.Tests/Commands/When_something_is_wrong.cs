namespace Microservices.DeadLetters.Cli.Tests.Commands;

public sealed class When_something_is_wrong : IAsyncLifetime
{
    private const string Secret = "dl_s3cret-key";

    private ApiStub _api = null!; // set by InitializeAsync

    public async ValueTask InitializeAsync() => _api = await ApiStub.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Should_point_at_the_column_of_a_bad_query()
    {
        const string Problem = """
            { "title": "The query cannot be read.", "detail": "Column 8: found 'opn', expected one of open, archived.", "column": 8 }
            """;
        _api.On("GET /api/dead-letters", Problem, 400);
        _api.On("POST /api/replays", Problem, 400);

        var listed = await new Cli(_api.Url).RunAsync("list", "status:opn");
        listed.ExitCode.ShouldBe(2);
        listed.Error.ShouldEndWith("""
            expected one of open, archived.
              status:opn
                     ^

            """);
        listed.Output.ShouldBeEmpty();

        var replayed = await new Cli(_api.Url).RunAsync("replay", "--query", "status:opn", "--reason", "x");
        replayed.Error.ShouldContain("\n         ^");
    }

    [Fact]
    public async Task Should_point_right_behind_wide_characters_and_in_long_queries()
    {
        _api.On("GET /api/dead-letters", """{ "title": "no", "column": 4 }""", 400);
        (await new Cli(_api.Url).RunAsync("list", "日本 x:y")).Error.ShouldContain("  日本 x:y\n       ^");

        _api.On("GET /api/dead-letters", """{ "title": "no", "column": 201 }""", 400);
        (await new Cli(_api.Url).RunAsync("list", new string('a', 200) + "!" + new string('b', 200)))
            .Error.ShouldContain($"  …{new string('a', 60)}!{new string('b', 59)}…\n  {new string(' ', 61)}^");
    }

    [Theory]
    [InlineData("list", "a", "b")]
    [InlineData("replay", "--reason", "x")]
    [InlineData("replay", "1", "--query", "queue:a", "--reason", "x")]
    [InlineData("replay", "1")]
    [InlineData("replay", "one", "--reason", "x")]
    [InlineData("replay", "1", "--reason", " ")]
    [InlineData("replay", "1", "--reason", "x", "--rate", "0")]
    [InlineData("replay", "1", "2", "--reason", "x", "--edit", "f")]
    [InlineData("archive", "1")]
    [InlineData("group", "set", "1")]
    [InlineData("group", "set", "1", "--status", "fine")]
    [InlineData("show", "one")]
    [InlineData("replays", "--items")]
    [InlineData("list", "--limit", "0")]
    [InlineData("completion", "tcsh")]
    [InlineData("nonsense")]
    [InlineData]
    public async Task Should_refuse_a_wrong_command_line_without_asking_the_service(params string[] args)
    {
        var result = await new Cli(_api.Url).RunAsync(args);

        result.ExitCode.ShouldBe(2, result.Error);
        result.Error.ShouldContain("--help");
        result.Output.ShouldBeEmpty();
        _api.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(400, 2)]
    [InlineData(401, 3)]
    [InlineData(403, 3)]
    [InlineData(404, 1)]
    [InlineData(409, 1)]
    [InlineData(429, 3)]
    [InlineData(500, 3)]
    [InlineData(302, 3)]
    public async Task Should_tell_by_the_exit_code_what_kind_of_problem_it_is(int status, int exitCode)
    {
        _api.On("GET /api/dead-letters/1", """{ "title": "Refused.", "detail": "Needs the role operator." }""", status);

        var result = await new Cli(_api.Url).RunAsync("show", "1");

        result.ExitCode.ShouldBe(exitCode);
        result.Error.ShouldContain("error: Refused. Needs the role operator.");
    }

    [Fact]
    public async Task Should_say_where_it_looked_when_nobody_answers()
    {
        await _api.DisposeAsync();

        var result = await new Cli(_api.Url).RunAsync("overview");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain(_api.Url);
        result.Error.ShouldContain("DEADLETTERS_URL");
    }

    [Fact]
    public async Task Should_say_so_when_somebody_else_answers()
    {
        _api.On("GET /api/overview", "<html>");

        var result = await new Cli(_api.Url).RunAsync("overview");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain("is this the address of the dead-letter service?");
    }

    [Fact]
    public async Task Should_refuse_what_is_no_address()
    {
        var result = await new Cli(_api.Url).RunAsync("overview", "--url", "localhost:5090");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("'localhost:5090' is no address");
    }

    [Fact]
    public async Task Should_send_the_key_and_never_print_it()
    {
        _api.On("GET /api/overview", """{ "title": "No." }""", 403);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Secret + "\n", TestContext.Current.CancellationToken);

        await SendsAsync(new Cli(_api.Url) { Variables = { ["DEADLETTERS_API_KEY"] = Secret } });
        await SendsAsync(new Cli(_api.Url) { Variables = { ["DEADLETTERS_API_KEY_FILE"] = file } });
        await SendsAsync(new Cli(_api.Url), "--api-key", "@" + file);
        await SendsAsync(new Cli(_api.Url), "--api-key", Secret);
        File.Delete(file);

        async Task SendsAsync(Cli cli, params string[] args)
        {
            var result = await cli.RunAsync(["overview", .. args]);
            _api.LastRequest.Headers["X-Api-Key"].ShouldBe(Secret);
            (result.Output + result.Error).ShouldNotContain(Secret);
        }
    }

    [Theory]
    [InlineData("@/no/such/file")]
    [InlineData("two\nlines-s3cret")]
    public async Task Should_refuse_a_key_that_is_none_without_printing_it(string key)
    {
        var result = await new Cli(_api.Url).RunAsync("overview", "--api-key", key);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("--api-key");
        result.Error.ShouldNotContain("s3cret");
        _api.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_send_a_token_as_bearer()
    {
        _api.On("GET /api/overview", """{ "queues": [] }""");

        (await new Cli(_api.Url) { Variables = { ["DEADLETTERS_TOKEN"] = "abc.def" } }.RunAsync("overview")).ExitCode.ShouldBe(0);

        _api.LastRequest.Headers["Authorization"].ShouldBe("Bearer abc.def");
    }
}
