using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Microservices.Email.Invoices;

/// <summary>How Invoice is asked: bounded in time, again at transient failures. What lasts longer is the endpoint's.</summary>
internal static class InvoicesResilience
{
    /// <summary>Name of the pipeline.</summary>
    public const string PipelineName = "email-invoices";

    /// <summary>Registers the pipeline, outermost first: total time, retry, attempt time.</summary>
    public static void AddInvoicesResilience(this IServiceCollection services) =>
        services.AddResiliencePipeline(PipelineName, (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<IOptions<InvoicesOptions>>().Value;

            // The failure that counts is logged where the mail's attempt ends. The metrics stay.
            pipeline.ConfigureTelemetry(NullLoggerFactory.Instance);
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddTimeout(options.TotalTimeout);
            if (options.MaxRetries > 0)
                pipeline.AddRetry(Retry(options));
            pipeline.AddTimeout(options.AttemptTimeout);
        });

    private static RetryStrategyOptions Retry(InvoicesOptions options) => new()
    {
        ShouldHandle = new PredicateBuilder()
            .Handle<InvoiceDocumentUnavailableException>(exception => exception.CanRetryAtOnce)
            .Handle<TimeoutRejectedException>(),
        MaxRetryAttempts = options.MaxRetries,
        Delay = options.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    };
}
