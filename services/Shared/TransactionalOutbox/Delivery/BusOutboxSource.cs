using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Messages of transactions outside consumers: an HTTP request, a background job.</summary>
internal sealed class BusOutboxSource(ILockStatementProvider provider, TimeProvider timeProvider) :
    KeyedOutboxSource<Guid>(provider, timeProvider)
{
    protected override string ClaimSql(OutboxStatements statements) => statements.ClaimOutboxes;

    protected override string LoadSql(OutboxStatements statements) => statements.LoadByOutbox;

    protected override string CompleteSql(OutboxStatements statements) => statements.CompleteOutboxes;

    protected override object ToParameter(IReadOnlyCollection<Guid> keys) => Provider.ToParameter(keys);

    protected override Task<IReadOnlyCollection<Guid>> KeysOfAsync(DbContext dbContext,
        IEnumerable<OutboxMessage> messages, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<Guid>>(messages.Select(x => x.OutboxId).OfType<Guid>().ToHashSet());
}
