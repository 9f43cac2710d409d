using Microservices.Orders.Acceptance;
using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>Gathers orders until they are worth a transaction, and says what became of them.</summary>
internal sealed class ImportBatch(OrderBatchWriter writer, ImportSettings settings, ImportTally tally,
    ILogger<OrderImporter> logger, Func<ImportProgress, ValueTask> report)
{
    private readonly List<ImportedOrder> _waiting = [];
    private int _waitingLines;

    internal async Task AddAsync(ImportedOrder order, CancellationToken cancellationToken)
    {
        if (order.Order is not { } valid)
        {
            Reject(order);
            if (tally.Unreported >= settings.BatchSize)
                await report(tally.TakeProgress());
            return;
        }

        _waiting.Add(order);
        _waitingLines += valid.Lines.Count;
        if (_waiting.Count >= settings.BatchSize || _waitingLines >= settings.BatchLines)
            await FlushAsync(cancellationToken);
    }

    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_waiting.Count > 0)
        {
            var orders = _waiting.ConvertAll(waiting => waiting.Order!); // only orders that are right wait
            var results = await writer.WriteAsync(orders, cancellationToken);
            for (var i = 0; i < results.Count; i++)
                Count(_waiting[i], orders[i], results[i]);
            _waiting.Clear();
            _waitingLines = 0;
        }

        await report(tally.TakeProgress());
    }

    private void Count(ImportedOrder imported, ValidatedOrder order, AcceptanceResult result)
    {
        switch (result.Outcome)
        {
            case AcceptanceOutcome.Accepted or AcceptanceOutcome.Duplicate:
                tally.Add(order, result.Outcome);
                foreach (var guess in imported.Guesses)
                    tally.AddGuess(guess);
                return;
            case AcceptanceOutcome.OrderNumberTaken:
                imported.Violations.Add("orderNumber", Reasons.OrderNumberTaken,
                    $"belongs to order {result.OrderId}", result.OrderNumber);
                break;
            default:
                imported.Violations.Add("", Reasons.Conflict,
                    $"order {result.OrderId} was accepted before with other content");
                break;
        }

        Reject(imported);
    }

    private void Reject(ImportedOrder order)
    {
        var rejection = RejectedOrder.From(order);
        tally.Add(rejection);
        logger.ImportedOrderRejected(rejection.OrderNumber, rejection.Lines, rejection.Reason);
    }
}
