using Microservices.DeadLetters.Replay.Canary;

namespace Microservices.DeadLetters.Tests.Replay;

public sealed class AutoPauseTests
{
    [Theory]
    [InlineData(CanaryStages.First, 1, 0, 0, 0, false)]
    [InlineData(CanaryStages.First, 0, 1, 0, 0, true)]
    [InlineData(CanaryStages.First, 0, 0, 1, 0, true)]
    [InlineData(CanaryStages.First, 0, 0, 0, 1, true)]
    [InlineData(CanaryStages.Second, 0, 2, 0, 0, false)]
    [InlineData(CanaryStages.Second, 7, 3, 0, 0, true)]
    [InlineData(CanaryStages.Second, 7, 1, 1, 1, true)]
    [InlineData(CanaryStages.Rest, 12, 3, 0, 0, false)]
    [InlineData(CanaryStages.Rest, 11, 3, 0, 0, true)]
    [InlineData(CanaryStages.Rest, 0, 0, 0, 0, false)]
    public void Should_pause_at_the_first_failure_then_at_more_than_a_fifth(
        int stage, long processed, long failedAgain, long notAcknowledged, long unroutable, bool pauses) =>
        (AutoPause.Reason(stage, new StageTally(processed, failedAgain, notAcknowledged, unroutable)) is not null)
            .ShouldBe(pauses);

    [Fact]
    public void Should_say_why() =>
        AutoPause.Reason(CanaryStages.Second, new StageTally(Processed: 6, FailedAgain: 3, NotAcknowledged: 1, Unroutable: 0))
            .ShouldBe("paused by itself: of 10 canary messages, 3 failed again, 1 not acknowledged");

    [Theory]
    [InlineData(true, new[] { 1, 11, int.MaxValue })]
    [InlineData(false, new[] { int.MaxValue })]
    public void Should_go_from_one_to_ten_to_the_rest(bool canary, int[] lastOrdinals) =>
        Enumerable.Range(CanaryStages.StartOf(canary), CanaryStages.Rest - CanaryStages.StartOf(canary) + 1)
            .Select(CanaryStages.LastOrdinal).ShouldBe(lastOrdinals);
}
