using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>Runs the provider's own SQL on the DbContext's connection and in its transaction, past the change tracker.</summary>
internal static class DbContextCommands
{
    public static DbCommand CreateCommand(this DbContext dbContext, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = dbContext.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = dbContext.Database.CurrentTransaction?.GetDbTransaction();
        if (dbContext.Database.GetCommandTimeout() is { } seconds)
            command.CommandTimeout = seconds;

        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<List<T>> ReadListAsync<T>(this DbCommand command, CancellationToken cancellationToken)
    {
        var values = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }

    public static List<T> ReadList<T>(this DbCommand command)
    {
        var values = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }
}
