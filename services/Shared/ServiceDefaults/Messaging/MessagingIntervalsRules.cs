using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>The rules that concern more than one setting.</summary>
internal sealed class MessagingIntervalsRules : ISettingsRules<MessagingOptions>
{
    private const int MaxRedeliveries = 10;

    // A message that is retried keeps its place among the prefetched ones.
    private static readonly TimeSpan MaxRetryTime = TimeSpan.FromSeconds(10);

    public IEnumerable<SettingProblem> Check(MessagingOptions options)
    {
        if (options.RedeliveryIntervals?.Count > MaxRedeliveries)
        {
            yield return new SettingProblem(nameof(options.RedeliveryIntervals), $"must have at most {MaxRedeliveries} entries")
            {
                Example = "three"
            };
        }


        if (options.RetryMaxInterval < options.RetryMinInterval)
        {
            yield return new SettingProblem(nameof(options.RetryMaxInterval), "must not be less than Messaging__RetryMinInterval")
            {
                ComparedWith = [nameof(options.RetryMinInterval)]
            };
        }

        if (LongestRetry(options) > MaxRetryTime)
        {
            yield return new SettingProblem(nameof(options.RetryLimit), "must not let all retries together take more than 10 s with "
                + "Messaging__RetryMinInterval, RetryMaxInterval and RetryIntervalDelta as they are")
            {
                ComparedWith = [nameof(options.RetryMinInterval), nameof(options.RetryMaxInterval), nameof(options.RetryIntervalDelta)]
            };
        }
    }

    // MassTransit's exponential policy at its unluckiest: delta up to 1.2 times, then each pause up to 1.25 times.
    private static TimeSpan LongestRetry(MessagingOptions options)
    {
        var total = TimeSpan.Zero;
        for (var i = 0; i < options.RetryLimit; i++)
        {
            var pause = options.RetryMinInterval + (options.RetryIntervalDelta * Math.Pow(2, i) * 1.2);
            total += (pause < options.RetryMaxInterval ? pause : options.RetryMaxInterval) * 1.25;
        }

        return total;
    }
}
