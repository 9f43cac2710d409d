using Microservices.ServiceDefaults.Messaging;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class MessagingOptionsTests
{
    [Fact]
    public void Should_redeliver_after_minutes_by_default() => new MessagingOptions().EffectiveRedeliveryIntervals.ShouldBe(
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)]);

    [Fact]
    public void Should_keep_its_own_rules_by_default() =>
        new MessagingIntervalsRules().Check(new MessagingOptions()).ShouldBeEmpty();
}
