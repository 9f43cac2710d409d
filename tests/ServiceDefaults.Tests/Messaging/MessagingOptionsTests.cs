using Microservices.ServiceDefaults.Messaging;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class MessagingOptionsTests
{
    public static TheoryData<string, MessagingOptions> Invalid => new()
    {
        { "Messaging__PrefetchCount", new() { PrefetchCount = 0 } },
        { "Messaging__ConcurrentMessageLimit", new() { ConcurrentMessageLimit = 1001 } },
        { "Messaging__DeliveryLimit", new() { DeliveryLimit = 0 } },
        { "Messaging__RetryLimit", new() { RetryLimit = -1 } },
        { "Messaging__RetryMinInterval", new() { RetryMinInterval = TimeSpan.FromTicks(-1) } },
        { "Messaging__RetryMaxInterval", new() { RetryMaxInterval = TimeSpan.FromSeconds(11) } },
        { "Messaging__RetryMaxInterval", new() { RetryMaxInterval = TimeSpan.FromMilliseconds(1) } },
        { "Messaging__RetryIntervalDelta", new() { RetryIntervalDelta = TimeSpan.Zero } },
        { "Messaging__RetryLimit", new() { RetryLimit = 20 } },
        { "Messaging__KillSwitchActivationThreshold", new() { KillSwitchActivationThreshold = 0 } },
        { "Messaging__KillSwitchTripThreshold", new() { KillSwitchTripThreshold = 101 } },
        { "Messaging__KillSwitchTrackingPeriod", new() { KillSwitchTrackingPeriod = TimeSpan.Zero } },
        { "Messaging__KillSwitchRestartTimeout", new() { KillSwitchRestartTimeout = TimeSpan.Zero } },
        { "Messaging__OutboxQueryDelay", new() { OutboxQueryDelay = TimeSpan.Zero } },
        { "Messaging__OutboxLagLimit", new() { OutboxLagLimit = TimeSpan.Zero } },
        { "Messaging__ReconnectTimeout", new() { ReconnectTimeout = TimeSpan.FromSeconds(59) } },
        { "Messaging__DuplicateDetectionWindow", new() { DuplicateDetectionWindow = TimeSpan.Zero } },
        { "Messaging__RedeliveryIntervals__1", new() { RedeliveryIntervals = [TimeSpan.FromMinutes(1), TimeSpan.Zero] } },
        { "Messaging__RedeliveryIntervals", new() { RedeliveryIntervals = [.. Enumerable.Repeat(TimeSpan.FromMinutes(1), 11)] } }
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Should_name_the_key_and_a_valid_value(string key, MessagingOptions options)
    {
        var failures = Failures(options);

        failures.ShouldHaveSingleItem();
        failures[0].ShouldStartWith($"{key} ");
        failures[0].ShouldContain(", for instance ");
    }

    [Fact]
    public void Should_accept_the_defaults()
    {
        Failures(new MessagingOptions()).ShouldBeEmpty();
        new MessagingOptions().EffectiveRedeliveryIntervals.ShouldBe(
            [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)]);
    }

    private static List<string> Failures(MessagingOptions options) =>
    [
        .. new MessagingOptionsValidator().Validate(null, options).Failures ?? [],
        .. new MessagingIntervalsValidator().Validate(null, options).Failures ?? []
    ];
}
