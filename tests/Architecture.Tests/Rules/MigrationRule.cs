using System.Reflection;
using System.Text.RegularExpressions;
using Microservices.ServiceDefaults.Database;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>
/// A migration runs while the version before it works, so it may add what that version does not see, and may take nothing
/// away unless it is marked as a contract step.
/// </summary>
internal static partial class MigrationRule
{
    private const string PostgreSql = "Npgsql.EntityFrameworkCore.PostgreSQL";

    /// <returns>One line for each operation that the version before would not bear.</returns>
    public static IEnumerable<string> Check(IEnumerable<Type> types)
    {
        foreach (var type in types.Where(IsMigration).Where(type => type.GetCustomAttribute<ContractStepAttribute>() is null))
        {
            var migration = (Migration)Activator.CreateInstance(type, nonPublic: true)!;
            migration.ActiveProvider = PostgreSql;
            var created = migration.UpOperations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet();
            foreach (var problem in migration.UpOperations.Select(operation => Problem(operation, created)).OfType<string>())
                yield return $"{type.Name} {problem}; the version before may still run: see docs/runbooks/upgrade.md";
        }
    }

    public static bool IsMigration(Type type) => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Migration));

    // What happens to a table of the same migration is seen by nobody yet.
    private static string? Problem(MigrationOperation operation, HashSet<string> created) => operation switch
    {
        ITableMigrationOperation { Table: var table } when created.Contains(table) => null,
        DropTableOperation drop => $"drops the table {drop.Name}",
        RenameTableOperation rename => $"renames the table {rename.Name}",
        DropColumnOperation drop => $"drops the column {drop.Table}.{drop.Name}",
        RenameColumnOperation rename => $"renames the column {rename.Table}.{rename.Name}",
        AddColumnOperation { IsNullable: false, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null } add =>
            $"adds the column {add.Table}.{add.Name} that must be given",
        AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } alter =>
            $"makes the column {alter.Table}.{alter.Name} one that must be given",
        AlterColumnOperation alter when alter.ColumnType != alter.OldColumn.ColumnType =>
            $"changes the type of the column {alter.Table}.{alter.Name}",
        AddUniqueConstraintOperation add => $"demands that {add.Table} is unique by {string.Join(", ", add.Columns)}",
        CreateIndexOperation { IsUnique: true } add => $"demands that {add.Table} is unique by {string.Join(", ", add.Columns)}",
        AddCheckConstraintOperation add => $"checks {add.Table} by {add.Name}",
        AddForeignKeyOperation add => $"makes {add.Table} refer to {add.PrincipalTable}",
        DropSequenceOperation drop => $"drops the sequence {drop.Name}",
        SqlOperation sql when TakesAway().Match(WithoutNewTriggers(sql.Sql, created)) is { Success: true } match =>
            $"runs SQL with {match.Value}",
        _ => null,
    };

    // A trigger's events are no statements, and one on a table of the same migration binds nobody yet.
    private static string WithoutNewTriggers(string sql, HashSet<string> created) => TriggerEvents().Replace(
        sql, match => created.Contains(match.Groups["table"].Value) ? "" : match.Value);

    [GeneratedRegex(@"\b(DROP|RENAME|TRUNCATE|DELETE|SET\s+NOT\s+NULL|ALTER\s+(COLUMN\s+)?\S+\s+(SET\s+DATA\s+)?TYPE)\b", RegexOptions.IgnoreCase)]
    private static partial Regex TakesAway();

    [GeneratedRegex(@"\b(BEFORE|AFTER)\s+(INSERT|UPDATE|DELETE|TRUNCATE)(\s+OR\s+(INSERT|UPDATE|DELETE|TRUNCATE))*\s+ON\s+(?<table>\w+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TriggerEvents();
}
