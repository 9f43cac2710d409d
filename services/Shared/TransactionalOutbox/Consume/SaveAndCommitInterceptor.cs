using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Lets <see cref="SaveAndCommit"/> extend a save's last command and read its last result.</summary>
internal sealed class SaveAndCommitInterceptor : DbCommandInterceptor
{
    /// <summary>One for all: it has no state.</summary>
    public static readonly SaveAndCommitInterceptor Instance = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command,
        CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData is { CommandSource: CommandSource.SaveChanges, Context: { } dbContext }
            && SaveAndCommit.Of(dbContext) is { } running)
            await running.ExtendAsync(dbContext, command, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command,
        DataReaderClosingEventData eventData, InterceptionResult result)
    {
        if (SaveAndCommit.Of(eventData.Context) is { } running)
            await running.FinishAsync(eventData.DataReader);
        return result;
    }
}
