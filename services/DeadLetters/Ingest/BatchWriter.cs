using System.Data.Common;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Ingest.Storing;

namespace Microservices.DeadLetters.Ingest;

/// <summary>
/// Stores batches, however long that takes: while the database is away, nothing is given back to the broker, which would
/// count the deliveries and in the end drop the message.
/// </summary>
internal sealed class BatchWriter(IServiceScopeFactory scopes, IngestMetrics metrics, IOptions<IngestOptions> options,
    TimeProvider timeProvider, ILogger<BatchWriter> logger)
{
    // What the data itself is to blame for: https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static readonly string[] DataErrors = ["22", "23", "54"];

    /// <summary>Stores a batch; ends when it is stored.</summary>
    /// <returns>Those that the database refuses: nothing in them explains it, or it would have been taken out.</returns>
    public async Task<IReadOnlyList<IncomingLetter>> WriteAsync(
        IReadOnlyList<IncomingLetter> batch, CancellationToken cancellationToken)
    {
        for (var isAway = false; ; isAway = true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var stored = await scope.ServiceProvider.GetRequiredService<IngestStore>().StoreAsync(batch, cancellationToken);
                metrics.Stored(batch.Count, stored);
                if (isAway)
                    logger.IngestResumed();
                return [];
            }
            catch (Exception exception) when (IsDataError(exception)
                || batch.Count > 1 && IsTimeout(exception) && !cancellationToken.IsCancellationRequested)
            {
                // Of a batch that takes too long, the half may not.
                return await HalveAsync(batch, exception, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (!isAway)
                    logger.IngestWaiting(exception);
                await Task.Delay(options.Value.RetryDelay, timeProvider, cancellationToken);
            }
        }
    }

    /// <summary>Stores exceptions of faults; ends when they are stored.</summary>
    public async Task WriteAsync(IReadOnlyList<IncomingFault> faults, CancellationToken cancellationToken)
    {
        for (var isAway = false; ; isAway = true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<FaultStore>().StoreAsync(faults, cancellationToken);
                return;
            }
            catch (Exception exception) when (IsDataError(exception))
            {
                // They tell more about dead letters that are stored anyway.
                logger.FaultsRefused(exception, faults.Count);
                return;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (!isAway)
                    logger.IngestWaiting(exception);
                await Task.Delay(options.Value.RetryDelay, timeProvider, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<IncomingLetter>> HalveAsync(
        IReadOnlyList<IncomingLetter> batch, Exception exception, CancellationToken cancellationToken)
    {
        if (batch.Count > 1)
        {
            var half = batch.Count / 2;
            return
            [
                .. await WriteAsync([.. batch.Take(half)], cancellationToken),
                .. await WriteAsync([.. batch.Skip(half)], cancellationToken),
            ];
        }

        logger.ArrivalRefused(exception, batch[0].Letter.SourceQueue, batch[0].Letter.MessageKey);
        return batch;
    }

    private static bool IsTimeout(Exception? exception) =>
        exception is not null && (exception is TimeoutException || IsTimeout(exception.InnerException));

    private static bool IsDataError(Exception? exception) => exception is not null
        && (exception is DbException { SqlState: { } state } && Array.Exists(DataErrors, state.StartsWith)
            || exception is not DbUpdateConcurrencyException && IsDataError(exception.InnerException));
}
