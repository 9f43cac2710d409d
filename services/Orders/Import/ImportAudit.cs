using Microservices.Orders.Data;
using Microservices.ServiceDefaults.Auditing;

namespace Microservices.Orders.Import;

/// <summary>Records who imported a file: before its first order, and what became of it.</summary>
internal sealed class ImportAudit(IServiceScopeFactory scopeFactory, TimeProvider timeProvider)
{
    internal Task BeganAsync(Guid import, ImportOptions options, CancellationToken cancellationToken) =>
        AddAsync(import, options.Actor, "orders.import.began", new { format = options.Format.ToString() }, cancellationToken);

    /// <summary>Records the end; also of an import that was cancelled, whose orders stay.</summary>
    internal Task EndedAsync(Guid import, ImportOptions options, ImportTally tally) => AddAsync(import, options.Actor, "orders.import.ended",
        new { tally.LinesRead, tally.Accepted, tally.Duplicates, tally.Rejected }, CancellationToken.None);

    private async Task AddAsync(Guid import, string actor, string action, object details, CancellationToken cancellationToken)
    {
        await using var scope = scopeFactory.CreateAsyncScope();
        var dbContext = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        dbContext.Audit(timeProvider.GetUtcNow(), actor, action, $"import:{import}", details);
        await dbContext.SaveChangesAsync(cancellationToken);
    }
}
