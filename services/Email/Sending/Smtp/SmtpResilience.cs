using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Microservices.Email.Sending.Smtp;

/// <summary>How the mail server is called: bounded in time, again at transient failures, not at all while it is down.</summary>
internal static class SmtpResilience
{
    /// <summary>Name of the pipeline.</summary>
    public const string PipelineName = "email-smtp";

    // Waiting mails are bounded by the endpoint's concurrency; this is only so large that it never refuses one of them.
    private const int WaitingMails = 10_000;

    /// <summary>Registers the pipeline, outermost first: total time, retry, rate limit, circuit breaker, attempt time.</summary>
    public static void AddSmtpResilience(this IServiceCollection services) =>
        services.AddResiliencePipeline(PipelineName, (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<IOptions<SmtpOptions>>().Value;
            var logger = context.ServiceProvider.GetRequiredService<ILogger<SmtpEmailSender>>();

            // Two lines for each mail would hide what matters, which is logged by name below. The metrics stay.
            pipeline.ConfigureTelemetry(NullLoggerFactory.Instance);
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddTimeout(options.TotalTimeout);
            if (options.MaxRetries > 0)
                pipeline.AddRetry(Retry(options));
            if (options.MaxMailsPerSecond is { } mailsPerSecond)
            {
                var limiter = Limiter(mailsPerSecond);
                context.OnPipelineDisposed(limiter.Dispose);
                pipeline.AddRateLimiter(limiter);
            }

            pipeline.AddCircuitBreaker(Breaker(options, logger));
            pipeline.AddTimeout(options.AttemptTimeout);
        });

    private static RetryStrategyOptions Retry(SmtpOptions options) => new()
    {
        // MailOutcomeUnknownException is not among them: a possible second copy passes the ledger, which counts it.
        ShouldHandle = new PredicateBuilder()
            .Handle<MailNotAcceptedException>(exception => exception.CanRetryAtOnce)
            .Handle<TimeoutRejectedException>(),
        MaxRetryAttempts = options.MaxRetries,
        Delay = options.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    };

    private static TokenBucketRateLimiter Limiter(int mailsPerSecond) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = mailsPerSecond,
        TokensPerPeriod = mailsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = WaitingMails,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private static CircuitBreakerStrategyOptions Breaker(SmtpOptions options, ILogger logger) => new()
    {
        ShouldHandle = new PredicateBuilder()
            .Handle<MailNotAcceptedException>(exception => exception.ServerTrouble)
            .Handle<MailOutcomeUnknownException>()
            .Handle<TimeoutRejectedException>(),
        FailureRatio = options.BreakerFailurePercentage / 100.0,
        MinimumThroughput = options.BreakerMinimumThroughput,
        SamplingDuration = options.BreakerSamplingDuration,
        BreakDuration = options.BreakerBreakDuration,
        OnOpened = arguments =>
        {
            logger.ServerLeftAlone(options.Host!, arguments.BreakDuration, arguments.Outcome.Exception);
            return ValueTask.CompletedTask;
        },
        OnClosed = _ =>
        {
            logger.ServerUsedAgain(options.Host!);
            return ValueTask.CompletedTask;
        },
    };
}
