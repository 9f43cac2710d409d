namespace Microservices.ServiceDefaults.Database;

/// <summary>
/// A DbContext whose tables have on SQLite what its model has no words for, such as triggers. On PostgreSQL its migrations say
/// the same.
/// </summary>
public interface IExtendSqliteSchema
{
    /// <summary>Statements that run at every start, after the schema is there, and change nothing the second time.</summary>
    string SqliteSchemaExtension { get; }
}
