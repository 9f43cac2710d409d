namespace Microservices.Testing.Tests;

public sealed class EventuallyTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_try_again_until_the_condition_holds()
    {
        var tries = 0;

        await Eventually.Holds(() => ++tries == 3, "three tries", cancellationToken: Cancellation);

        tries.ShouldBe(3);
    }

    [Fact]
    public async Task Should_take_a_failure_for_not_yet()
    {
        var tries = 0;

        await Eventually.Holds(() => ++tries == 3 ? true : throw new InvalidOperationException("no table"),
            "the table is there", cancellationToken: Cancellation);

        tries.ShouldBe(3);
    }

    [Fact]
    public async Task Should_say_what_it_waited_for_and_what_it_saw_last()
    {
        var exception = await Should.ThrowAsync<TimeoutException>(() => Eventually.Reads(() => Task.FromResult(41),
            value => value == 42, "the answer is there", Short, Cancellation));

        exception.Message.ShouldBe("Waited 0.2 s in vain until the answer is there (last read: 41).");
    }

    [Fact]
    public async Task Should_keep_the_last_failure()
    {
        static Task<bool> Fail() => throw new InvalidOperationException("no table");

        var exception = await Should.ThrowAsync<TimeoutException>(
            () => Eventually.Holds(Fail, "the row is there", Short, Cancellation));

        exception.Message.ShouldContain("last failure: no table");
        exception.InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task Should_end_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource(Short);

        await Should.ThrowAsync<OperationCanceledException>(() => Eventually.Holds(
            () => false, "never", TimeSpan.FromMinutes(1), cancelled.Token));
    }
}
