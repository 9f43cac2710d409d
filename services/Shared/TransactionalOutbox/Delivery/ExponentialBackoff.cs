namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Doubling delays with jitter, so that replicas that failed together do not come back together.</summary>
internal static class ExponentialBackoff
{
    /// <summary>The delay after the given number of failures in a row: doubled each time, between half and all of it.</summary>
    public static TimeSpan Delay(int failures, TimeSpan shortest, TimeSpan longest)
    {
        var doubled = shortest * Math.Pow(2, Math.Min(failures - 1, 30));
        var capped = doubled < longest ? doubled : longest;
#pragma warning disable CA5394 // jitter is no secret
        return capped * (0.5 + Random.Shared.NextDouble() / 2);
#pragma warning restore CA5394
    }
}
