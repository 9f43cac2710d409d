using System.Threading.RateLimiting;
using Microservices.Orders.Overload;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Microservices.Orders.Tests.Overload;

public sealed class ImportRequestLimitsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<OrdersMetrics>().BuildServiceProvider();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Should_take_the_next_file_when_the_place_of_the_last_is_free_a_moment_after_its_answer()
    {
        using var limiter = CreateLimiter();
        var last = limiter.AttemptAcquire();

        var next = limiter.AcquireAsync(1, Cancelled).AsTask();
        last.Dispose();

        (await next).IsAcquired.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_refuse_a_file_beside_another_after_a_second()
    {
        using var limiter = CreateLimiter();
        using var other = limiter.AttemptAcquire();

        var refused = limiter.AcquireAsync(1, Cancelled).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));

        (await refused).IsAcquired.ShouldBeFalse();
    }

    private RateLimiter CreateLimiter()
    {
        var options = Options.Create(new OverloadSettings { ImportsAtOnce = 1 });
        var limits = new ImportRequestLimits(options, _time, _services.GetRequiredService<OrdersMetrics>());
        return limits.GetPartition(new DefaultHttpContext()).Factory("");
    }
}
