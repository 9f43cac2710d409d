using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Microservices.ServiceDefaults.Database;

/// <summary>Adds to the SQLite file of an earlier version what its model has by now: a file has no migrations.</summary>
internal static partial class SqliteSchema
{
    /// <summary>Adds missing tables, columns and indexes. What is there stays as it is.</summary>
    /// <exception cref="InvalidOperationException">A missing column needs a value and has no default.</exception>
    public static async Task AddWhatIsMissingAsync(DbContext context, CancellationToken cancellationToken)
    {
        foreach (var table in context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables)
        {
            var there = await context.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM pragma_table_info({table.Name})")
                .ToListAsync(cancellationToken);
            // A missing table is made as a whole, below.
            foreach (var column in table.Columns.Where(column => there.Count > 0 && !there.Contains(column.Name)))
                await RunAsync(context, $"ALTER TABLE \"{table.Name}\" ADD COLUMN {Define(column)}", cancellationToken);
        }

        await RunAsync(context, Insert().Replace(Create().Replace(context.Database.GenerateCreateScript(), "$0 IF NOT EXISTS"), "INSERT OR IGNORE"), cancellationToken);
    }

    private static string Define(IColumn column)
    {
        var definition = $"\"{column.Name}\" {column.StoreType}";
        if (column.TryGetDefaultValue(out var value) && value is not null)
            definition += $" DEFAULT {column.StoreTypeMapping.GenerateSqlLiteral(value)}";
        else if (!column.IsNullable)
            throw new InvalidOperationException($"The SQLite file lacks the column {column.Table.Name}.{column.Name}, which has no default. Start with a new file.");
        return column.IsNullable ? definition : $"{definition} NOT NULL";
    }

    private static async Task RunAsync(DbContext context, string sql, CancellationToken cancellationToken)
    {
        // Not by EF Core, which takes braces in a text for parameters.
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
        await context.Database.CloseConnectionAsync();
    }

    [GeneratedRegex("^CREATE (TABLE|(UNIQUE )?INDEX)", RegexOptions.Multiline)]
    private static partial Regex Create();

    // The rows that a model begins with.
    [GeneratedRegex("^INSERT", RegexOptions.Multiline)]
    private static partial Regex Insert();
}
