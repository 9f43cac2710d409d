using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The messages that were published outside consumers, for code that does not know the DbContext's type.</summary>
internal interface IPublishedMessages
{
    /// <summary>Collects the messages that the running save is to store, and numbers those that join it.</summary>
    /// <exception cref="DbUpdateException">The database gave no numbers.</exception>
    ValueTask<MessagesToSave> CollectAsync(DbContext dbContext, bool isAsync, CancellationToken cancellationToken);

    /// <summary>Appends the statement that stores messages to a command.</summary>
    void AppendTo(DbContext dbContext, DbCommand command, IReadOnlyList<OutboxMessage> messages);
}
