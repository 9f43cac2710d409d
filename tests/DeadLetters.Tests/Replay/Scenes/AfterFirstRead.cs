using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

/// <summary>Does something right after a table has been read for the first time.</summary>
internal sealed class AfterFirstRead(string table, Func<Task> happens) : DbCommandInterceptor
{
    private bool _hasHappened;

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (!_hasHappened && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)
            && command.CommandText.Contains(table, StringComparison.Ordinal))
        {
            _hasHappened = true;
            await happens();
        }

        return result;
    }
}
