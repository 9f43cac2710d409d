using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Lets <see cref="SaveAndCommit"/> and <see cref="JoinedSave"/> extend a save's last command, and the first read its last result.
/// </summary>
internal sealed class SaveAndCommitInterceptor : DbCommandInterceptor
{
    /// <summary>One for all: it has no state.</summary>
    public static readonly SaveAndCommitInterceptor Instance = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges)
            JoinedSave.Of(eventData.Context)?.Extend(command);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command,
        CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData is not { CommandSource: CommandSource.SaveChanges, Context: { } dbContext })
            return result;

        JoinedSave.Of(dbContext)?.Extend(command);
        if (SaveAndCommit.Of(dbContext) is { } committing)
            await committing.ExtendAsync(dbContext, command, cancellationToken);
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
