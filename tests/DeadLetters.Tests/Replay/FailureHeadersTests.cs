using Microservices.DeadLetters.Replay.Publishing;

namespace Microservices.DeadLetters.Tests.Replay;

public sealed class FailureHeadersTests
{
    [Theory]
    [InlineData("MT-Reason")]
    [InlineData("MT-Fault-ConsumerType")]
    [InlineData("MT-Fault-RetryCount")]
    [InlineData("MT-Fault-RedeliveryCount")]
    [InlineData("MT-Host-ProcessId")]
    [InlineData("x-death")]
    [InlineData("x-delivery-count")]
    [InlineData("CC")]
    public void Should_hold_what_a_failure_adds(string name) => FailureHeaders.Contains(name).ShouldBeTrue();

    [Theory]
    [InlineData("MT-Fault-Address")]
    [InlineData("MT-OriginalMessageId")]
    [InlineData("MT-Redelivery-Count")]
    [InlineData("traceparent")]
    [InlineData("cc")]
    [InlineData("x-tenant")]
    public void Should_not_hold_what_is_the_senders(string name) => FailureHeaders.Contains(name).ShouldBeFalse();
}
