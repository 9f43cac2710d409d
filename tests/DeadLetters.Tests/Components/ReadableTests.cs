using Microservices.DeadLetters.Components.Support;

namespace Microservices.DeadLetters.Tests.Components;

/// <summary>What is shown is what is edited and sent: to be readable, it may change in blanks alone.</summary>
public sealed class ReadableTests
{
    [Theory]
    [InlineData("""{"a":1.50,"b":[12345678901234567890,"<é>"]}""", "{\n  \"a\": 1.50,\n  \"b\": [\n    12345678901234567890,\n    \"<é>\"\n  ]\n}")]
    [InlineData("""{"a":1,"a":2}""", "{\n  \"a\": 1,\n  \"a\": 2\n}")]
    [InlineData("<order/>", "<order/>")]
    [InlineData("""{"cut":""", """{"cut":""")]
    [InlineData("", "")]
    public void Should_give_json_lines_and_leave_all_else(string body, string shown) =>
        Readable.Of(body)!.ReplaceLineEndings("\n").ShouldBe(shown); // there is a body
}
