using Microsoft.Data.Sqlite;

namespace Microservices.Invoice.Tests;

/// <summary>A folder for one test's SQLite file and documents, deleted afterwards.</summary>
internal sealed class SqliteFolder : IDisposable
{
    public const string Broker = "memory://";

    public SqliteFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), $"invoice-{Guid.CreateVersion7():N}");

    public string Documents => Path.Combine(Root, "documents");

    public string Database => $"Data Source={Path.Combine(Root, "invoice.db")}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
    }
}
