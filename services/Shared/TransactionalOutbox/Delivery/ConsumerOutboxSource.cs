using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Messages that consumers sent, kept with the inbox row of the message that they consumed.</summary>
internal sealed class ConsumerOutboxSource(ILockStatementProvider provider, TimeProvider timeProvider) :
    KeyedOutboxSource<long>(provider, timeProvider)
{
    protected override string ClaimSql(OutboxStatements statements) => statements.ClaimInbox;

    protected override string LoadSql(OutboxStatements statements) => statements.LoadByInbox;

    protected override string CompleteSql(OutboxStatements statements) => statements.CompleteInbox;

    protected override object ToParameter(IReadOnlyCollection<long> keys) => Provider.ToParameter(keys);

    // A message names its inbox row by the natural key; only failures, which are rare, need the surrogate.
    protected override async Task<IReadOnlyCollection<long>> KeysOfAsync(DbContext dbContext,
        IEnumerable<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var keys = new HashSet<long>();
        foreach (var message in messages)
        {
            keys.Add(await dbContext.Set<InboxState>()
                .Where(x => x.MessageId == message.InboxMessageId && x.ConsumerId == message.InboxConsumerId)
                .Select(x => x.Id).FirstAsync(cancellationToken));
        }

        return keys;
    }
}
