using Microservices.Orders.Overload;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.Orders.Tests.Overload;

public sealed class ImportBodyTests
{
    private static readonly OverloadSettings Settings = new() { ImportBytesPerSecond = 100, ImportPatience = TimeSpan.FromSeconds(10) };

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_end_one_whose_sender_is_silent()
    {
        await using var body = Body(new SilentStream());
        var reading = body.ReadAsync(new byte[100], Cancelled).AsTask();

        _time.Advance(Settings.ImportPatience);

        var slow = await Should.ThrowAsync<BadHttpRequestException>(() => reading.WaitAsync(TimeSpan.FromSeconds(10), Cancelled));
        slow.StatusCode.ShouldBe(408);
        slow.Message.ShouldContain("Orders__Overload__ImportBytesPerSecond");
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public async Task Should_end_one_that_drips_whatever_came_before(int bytesPerSecond, bool isTooSlow)
    {
        await using var body = Body(new DrippingStream(_time, burst: 100_000, bytesPerSecond));

        var reading = ReadAsync(body, seconds: 60);

        if (isTooSlow)
            (await Should.ThrowAsync<BadHttpRequestException>(() => reading)).StatusCode.ShouldBe(408);
        else
            await reading;
    }

    [Fact]
    public async Task Should_not_count_the_time_that_the_import_itself_takes()
    {
        await using var body = Body(new MemoryStream(new byte[20]));

        await body.ReadExactlyAsync(new byte[10], Cancelled);
        _time.Advance(TimeSpan.FromHours(1));

        await body.ReadExactlyAsync(new byte[10], Cancelled);
    }

    [Fact]
    public async Task Should_tell_the_end_as_often_as_it_is_asked_for()
    {
        await using var body = Body(new LateEndStream(_time));

        (await body.ReadAsync(new byte[1], Cancelled)).ShouldBe(0);
        (await body.ReadAsync(new byte[1], Cancelled)).ShouldBe(0);
    }

    [Fact]
    public async Task Should_end_one_that_is_too_large()
    {
        await using var body = Body(new MemoryStream(new byte[1001]), maxBytes: 1000);

        var large = await Should.ThrowAsync<BadHttpRequestException>(() => body.CopyToAsync(Stream.Null, Cancelled));

        large.StatusCode.ShouldBe(413);
        large.Message.ShouldContain("1000 bytes (Orders__Import__MaxBodyBytes)");
    }

    [Fact]
    public async Task Should_tell_one_that_gave_up_by_itself()
    {
        using var givesUp = new CancellationTokenSource();
        await using var body = Body(new SilentStream());
        var reading = body.ReadAsync(new byte[100], givesUp.Token).AsTask();

        await givesUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    private ImportBody Body(Stream stream, long maxBytes = long.MaxValue) => new(stream, maxBytes, Settings, _time);

    private static async Task ReadAsync(Stream body, int seconds)
    {
        for (var second = 0; second < seconds; second++)
            await body.ReadExactlyAsync(new byte[1], Cancelled);
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }

    /// <summary>Ends when the patience does.</summary>
    private sealed class LateEndStream(FakeTimeProvider time) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            time.Advance(Settings.ImportPatience + TimeSpan.FromSeconds(1));
            return ValueTask.FromResult(0);
        }
    }

    /// <summary>Much at first, then a little each second.</summary>
    private sealed class DrippingStream(FakeTimeProvider time, int burst, int bytesPerSecond) : MemoryStream
    {
        private int _burst = burst;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = _burst > 0 ? _burst : bytesPerSecond;
            if (_burst == 0)
                time.Advance(TimeSpan.FromSeconds(1));
            _burst = 0;
            return ValueTask.FromResult(count);
        }
    }
}
