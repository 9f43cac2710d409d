using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>What was published outside consumers, for those who do not know the type of the DbContext.</summary>
internal interface IPublishedMessages
{
    /// <summary>What the save that runs is to store. Those that join it are numbered.</summary>
    /// <exception cref="DbUpdateException">The database gave no numbers.</exception>
    ValueTask<MessagesToSave> CollectAsync(DbContext dbContext, CancellationToken cancellationToken);

    /// <summary>The same for a save that is not asynchronous.</summary>
    MessagesToSave CollectNow(DbContext dbContext);

    /// <summary>Appends the statement that stores messages to a command.</summary>
    void AppendTo(DbContext dbContext, DbCommand command, IReadOnlyList<OutboxMessage> messages);
}
