namespace Microservices.Standalone.Tests;

public sealed class When_the_command_line_is_wrong
{
    [Theory]
    [InlineData("there is no file", "--import", "missing.csv")]
    [InlineData("--port must be", "--port", "70000")]
    [InlineData("--stock must be", "--stock", "-1")]
    [InlineData("--unknown", "--unknown")]
    public async Task Should_say_what_is_wrong_and_end_with_2(string expected, params string[] arguments)
    {
        using var standalone = new StandaloneProcess();

        var run = await standalone.RunAsync(arguments);

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain(expected);
    }

    [Fact]
    public async Task Should_say_which_header_it_expected_of_a_wrong_file()
    {
        using var standalone = new StandaloneProcess();
        var file = standalone.Write("people.csv", "name,age\nAda,36\n");

        var run = await standalone.RunAsync("--import", file, "--exit");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("InvoiceNo");
        run.Output.ShouldContain("name,age");
    }

    [Fact]
    public async Task Should_explain_itself()
    {
        using var standalone = new StandaloneProcess();

        var run = await standalone.RunAsync("--help");

        run.ExitCode.ShouldBe(0);
        foreach (var option in new[] { "--import", "--data", "--exit", "--stock", "--port" })
            run.Output.ShouldContain(option);
    }
}
