namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What consumers send in one transaction, whatever the DbContext.</summary>
internal interface IOutgoingMessages
{
    /// <summary>Whether the transaction has committed.</summary>
    bool IsCommitted { get; }

    /// <summary>Keeps a message that came out of the consumed one.</summary>
    void Add<T>(SendContext<T> context, IObjectDeserializer serializer, InboxKey consumed)
        where T : class;

    /// <summary>Saves them with everything else that the DbContext holds, and commits.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>Runs a part of the consumer. When it fails, all that it changed, saved and sent is undone.</summary>
    Task RunPartAsync(Func<Task> part, CancellationToken cancellationToken);
}
