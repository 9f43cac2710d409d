using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>A statement over columns: each parameter is an array with a value for each row.</summary>
internal sealed class NpgsqlRowsCommand : IAsyncDisposable
{
    private readonly NpgsqlCommand _command;

    private NpgsqlRowsCommand(NpgsqlCommand command) => _command = command;

    /// <summary>Makes a statement in the DbContext's transaction, if there is one.</summary>
    public static async Task<NpgsqlRowsCommand> CreateAsync(
        DeadLettersDbContext dbContext, string sql, CancellationToken cancellationToken)
    {
        await dbContext.Database.OpenConnectionAsync(cancellationToken);
        return new NpgsqlRowsCommand(new NpgsqlCommand(sql, (NpgsqlConnection)dbContext.Database.GetDbConnection(),
            (NpgsqlTransaction?)dbContext.Database.CurrentTransaction?.GetDbTransaction()));
    }

    /// <summary>Adds a column; the statement knows it by its place, from <c>$1</c>.</summary>
    public NpgsqlRowsCommand Add<TRow, TValue>(IEnumerable<TRow> rows, NpgsqlDbType type, Func<TRow, TValue> value)
    {
        _command.Parameters.Add(
            new NpgsqlParameter { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
        return this;
    }

    /// <summary>Adds a value that all rows share.</summary>
    public NpgsqlRowsCommand Add(NpgsqlDbType type, object value)
    {
        _command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return this;
    }

    /// <summary>Runs it.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => _command.ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Runs it and reads what it returns.</summary>
    public async Task<List<T>> ReadAsync<T>(Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        await using var reader = await _command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
