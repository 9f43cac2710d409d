using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microservices.Model.Tests.Simulation;

/// <summary>Gives the database the time of the simulation: PostgreSQL's own clock goes on by itself.</summary>
internal sealed class DatabaseTime(TimeProvider time) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        command.CommandText = command.CommandText.Replace("clock_timestamp()",
            $"timestamptz '{time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)}'", StringComparison.Ordinal);
        return ValueTask.FromResult(result);
    }
}
