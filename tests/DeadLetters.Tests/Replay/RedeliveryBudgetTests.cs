using System.Text;
using Microservices.DeadLetters.Replay.Publishing;

namespace Microservices.DeadLetters.Tests.Replay;

public sealed class RedeliveryBudgetTests
{
    [Theory]
    [InlineData("""{"headers":{"MT-Redelivery-Count":2}}""", """{"headers":{}}""")]
    [InlineData("""{"headers":{"MT-Redelivery-Count":2, "a": 1}}""", """{"headers":{ "a": 1}}""")]
    [InlineData("""{"headers":{"a": 1 , "mt-redelivery-count" : "2" }}""", """{"headers":{"a": 1  }}""")]
    [InlineData("""{"Headers":{"a":1,"MT-Redelivery-Count":{"b":[1]},"c":2}}""", """{"Headers":{"a":1,"c":2}}""")]
    [InlineData("""{"headers":{"MT-Redelivery-Count":1,"MT-Redelivery-Count":2}}""", """{"headers":{}}""")]
    [InlineData("""{"message":{"MT-Redelivery-Count":2},"headers":{"x":{"MT-Redelivery-Count":3}}}""",
        """{"message":{"MT-Redelivery-Count":2},"headers":{"x":{"MT-Redelivery-Count":3}}}""")]
    [InlineData("""{"message":{"price":1.10,"name":"Gr\u00fc\u00dfe"},"headers":{"MT-Redelivery-Count":2}}""",
        """{"message":{"price":1.10,"name":"Gr\u00fc\u00dfe"},"headers":{}}""")]
    public void Should_take_the_count_out_and_leave_every_other_byte(string body, string expected) =>
        Reset(body).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("<order/>")]
    [InlineData("""{"headers":null}""")]
    [InlineData("""{"headers":{"MT-Redelivery-Count":2}, broken""")]
    public void Should_leave_what_is_no_envelope(string body) =>
        // The count of a body that cannot be read as a whole is found, but what is left cannot be read either.
        Reset(body).ShouldBe(body.Replace("\"MT-Redelivery-Count\":2", "", StringComparison.Ordinal));

    [Fact]
    public void Should_leave_bytes_that_are_no_text()
    {
        byte[] body = [0xff, 0x00, 0xfe];

        RedeliveryBudget.Reset(body).ToArray().ShouldBe(body);
    }

    private static string Reset(string body) =>
        Encoding.UTF8.GetString(RedeliveryBudget.Reset(Encoding.UTF8.GetBytes(body)).Span);
}
