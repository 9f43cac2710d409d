using System.Reflection;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Tests.Commands;

public class When_help_is_asked_for
{
    private const string Nowhere = "http://localhost:1";

    [Theory]
    [InlineData("overview")]
    [InlineData("groups")]
    [InlineData("group", "set")]
    [InlineData("group", "show")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("replay")]
    [InlineData("replays")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    [InlineData("archive")]
    [InlineData("unarchive")]
    [InlineData("delete")]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("audit")]
    [InlineData("views")]
    [InlineData("watch")]
    [InlineData("completion")]
    public async Task Should_show_examples(params string[] command)
    {
        var result = await new Cli(Nowhere).RunAsync([.. command, "--help"]);

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("Examples:");
        result.Output.ShouldContain("deadletters " + command[0]);
    }

    [Fact]
    public async Task Should_tell_the_exit_codes_and_the_way_to_completion()
    {
        var result = await new Cli(Nowhere).RunAsync("--help");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("deadletters completion bash");
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!).ToArray(); // constants have one
        codes.ShouldNotBeEmpty();
        foreach (var code in codes)
            result.Output.ShouldMatch($@"(?m)^  {code} +\w");
    }

    [Fact]
    public async Task Should_explain_the_keys_of_a_query()
    {
        var result = await new Cli(Nowhere).RunAsync("list", "--help");

        foreach (var example in (string[])["queue:invoice", "ex:Timeout*", "body.orderId:", "age:>1h", "reason:delivery_limit"])
            result.Output.ShouldContain(example);
    }

    [Theory]
    [InlineData("deadletters rep", "replay")]
    [InlineData("deadletters replay --dr", "--dry-run")]
    [InlineData("deadletters groups --sort ", "count")]
    [InlineData("deadletters list que", "queue:")]
    [InlineData("deadletters list body", "body.")]
    [InlineData("deadletters list status:arch", "status:archived")]
    [InlineData("deadletters list status:open,arch", "status:open,archived")]
    [InlineData("deadletters list \"queue:a reas", "reason:")]
    [InlineData("deadletters replay --query que", "queue:")]
    public async Task Should_complete(string line, string expected)
    {
        var result = await new Cli(Nowhere).RunAsync($"[suggest:{line.Length}]", line);

        result.Output.Split('\n').ShouldContain(expected);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Should_print_a_completion_script(string shell)
    {
        var result = await new Cli(Nowhere).RunAsync("completion", shell);

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain("[suggest:");
    }
}
