using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Enters messages into the inbox. Exactness under concurrent duplicates rests on its unique key: the second copy waits in
/// <c>INSERT … ON CONFLICT DO NOTHING</c> for the first one's transaction and then sees either a duplicate (committed) or
/// its own new row (rolled back).
/// </summary>
internal sealed class InboxStore(DbContext dbContext, ILockStatementProvider provider, TimeProvider timeProvider)
{
    private readonly OutboxStatements _statements = provider.GetStatements(dbContext);

    /// <summary>Enters one message; false for a duplicate.</summary>
    public async Task<bool> EnterAsync(InboxKey key, DateTime? expires, CancellationToken cancellationToken)
    {
        await using var enter = dbContext.CreateCommand(_statements.EnterInbox, ("@messageId", key.MessageId),
            ("@consumerId", key.ConsumerId), ("@lockId", Guid.Empty), ("@now", Now), ("@expires", expires));
        if (await enter.ExecuteScalarAsync(cancellationToken) is not null)
            return true;

        return (await ConsumeLeftAsync(key.ConsumerId, [key.MessageId], cancellationToken)).Count > 0;
    }

    /// <summary>Enters messages for one consumer; returns those that are no duplicates.</summary>
    /// <param name="consumerId">The consumer.</param>
    /// <param name="messages">Each id once.</param>
    /// <param name="cancellationToken">Cancels the statements.</param>
    public async Task<IReadOnlySet<Guid>> EnterAsync(Guid consumerId, IReadOnlyList<(Guid MessageId, DateTime? Expires)> messages,
        CancellationToken cancellationToken)
    {
        var entered = new HashSet<Guid>();
        if (_statements.EnterInboxBatch is null)
        {
            foreach (var (messageId, expires) in messages)
            {
                if (await EnterAsync(new InboxKey(messageId, consumerId), expires, cancellationToken))
                    entered.Add(messageId);
            }

            return entered;
        }

        await using var enter = dbContext.CreateCommand(_statements.EnterInboxBatch,
            ("@messageIds", messages.Select(x => x.MessageId).ToArray()), ("@expires", messages.Select(x => x.Expires).ToArray()),
            ("@consumerId", consumerId), ("@lockId", Guid.Empty), ("@now", Now));
        entered.UnionWith(await enter.ReadListAsync<Guid>(cancellationToken));
        if (entered.Count < messages.Count)
        {
            entered.UnionWith(await ConsumeLeftAsync(consumerId,
                [.. messages.Select(x => x.MessageId).Where(x => !entered.Contains(x))], cancellationToken));
        }

        return entered;
    }

    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    private async Task<List<Guid>> ConsumeLeftAsync(Guid consumerId, Guid[] messageIds, CancellationToken cancellationToken)
    {
        await using var consume = dbContext.CreateCommand(_statements.ConsumeInbox,
            ("@ids", provider.ToParameter(messageIds)), ("@consumerId", consumerId), ("@now", Now));
        return await consume.ReadListAsync<Guid>(cancellationToken);
    }
}
