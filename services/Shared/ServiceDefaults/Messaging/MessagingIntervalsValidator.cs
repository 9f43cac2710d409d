using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>The rules that concern more than one setting.</summary>
internal sealed class MessagingIntervalsValidator : IValidateOptions<MessagingOptions>
{
    private const int MaxRedeliveries = 10;

    // A message that is retried keeps its place among the prefetched ones.
    private static readonly TimeSpan MaxRetryTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MinRedelivery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxRedelivery = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        var failures = new List<string>();
        var intervals = options.EffectiveRedeliveryIntervals;
        if (intervals.Count > MaxRedeliveries)
            failures.Add($"Messaging__RedeliveryIntervals must be at most {MaxRedeliveries}, for instance three.");
        for (var i = 0; i < intervals.Count; i++)
        {
            if (intervals[i] < MinRedelivery || intervals[i] > MaxRedelivery)
                failures.Add($"Messaging__RedeliveryIntervals__{i} must be 00:00:00.010 to 1.00:00:00, for instance 00:05:00.");
        }

        if (options.RetryMaxInterval < options.RetryMinInterval)
            failures.Add("Messaging__RetryMaxInterval must not be less than Messaging__RetryMinInterval, for instance 00:00:03.");
        if (LongestRetry(options) > MaxRetryTime)
        {
            failures.Add("Messaging__RetryLimit must not let all retries together take more than 10 s with RetryMinInterval, "
                + "RetryMaxInterval and RetryIntervalDelta as they are, for instance 5.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
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
