using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// Runs the provider's own SQL on the DbContext's connection and in its transaction, past the change tracker. EF Core's SaveChanges is
/// synchronous as well as asynchronous, and asks for the same: with <c>isAsync: false</c> these methods block, and have ended when they return.
/// </summary>
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

    public static async ValueTask OpenAsync(this DbContext dbContext, bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
            await dbContext.Database.OpenConnectionAsync(cancellationToken);
        else
            dbContext.Database.OpenConnection();
    }

    /// <summary>For the caller of a method with <c>isAsync: false</c>: throws what it threw. No thread waits for a task.</summary>
    public static void HasEnded(this Task task)
    {
        if (!task.IsCompleted)
            throw new InvalidOperationException("A method that was to block has gone on asynchronously.");
        if (task.Exception?.InnerException is { } exception)
            ExceptionDispatchInfo.Throw(exception);
    }

    public static Task<List<T>> ReadListAsync<T>(this DbCommand command, CancellationToken cancellationToken) =>
        command.ReadListAsync<T>(isAsync: true, cancellationToken).AsTask();

    public static async ValueTask<List<T>> ReadListAsync<T>(this DbCommand command, bool isAsync, CancellationToken cancellationToken)
    {
        var values = new List<T>();
        var reader = isAsync ? await command.ExecuteReaderAsync(cancellationToken) : command.ExecuteReader();
        try
        {
            while (isAsync ? await reader.ReadAsync(cancellationToken) : reader.Read())
                values.Add(reader.GetFieldValue<T>(0));
        }
        finally
        {
            if (isAsync)
                await reader.DisposeAsync();
            else
                reader.Dispose();
        }

        return values;
    }
}
