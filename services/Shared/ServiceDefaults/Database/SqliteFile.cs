using Microsoft.Data.Sqlite;

namespace Microservices.ServiceDefaults.Database;

internal static class SqliteFile
{
    public static string? FindProblem(string connectionString)
    {
        try
        {
            var settings = new SqliteConnectionStringBuilder(connectionString);
            if (string.IsNullOrWhiteSpace(settings.DataSource))
                return "names no file.";

            // Every connection would see an empty database of its own.
            return settings.DataSource == ":memory:" ? "must name a file, not :memory:." : null;
        }
        catch (ArgumentException)
        {
            return "is no SQLite connection string.";
        }
    }

    /// <summary>SQLite creates the file but not the directory that it lies in.</summary>
    public static void CreateDirectory(string? dataSource)
    {
        if (string.IsNullOrEmpty(dataSource) || dataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return;

        if (Path.GetDirectoryName(Path.GetFullPath(dataSource)) is { Length: > 0 } directory)
            Directory.CreateDirectory(directory);
    }
}
