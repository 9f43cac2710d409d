using System.Data.Common;
using Npgsql;

namespace Microservices.ServiceDefaults.Database;

/// <summary>What is wrong with a connection string for PostgreSQL. The string is never repeated: it holds a password.</summary>
internal static class PostgresConnectionString
{
    public static string? FindProblem(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        try
        {
            var stated = new DbConnectionStringBuilder { ConnectionString = connectionString };
            foreach (string keyword in stated.Keys)
            {
                if (!TrySet(settings, keyword, stated[keyword]))
                {
                    // A word that PostgreSQL does not know may be the rest of a password with a semicolon.
                    return settings.ContainsKey(keyword)
                        ? $"has no valid value for '{keyword}'."
                        : "has a word that is no setting of a PostgreSQL connection.";
                }
            }

            return string.IsNullOrEmpty(settings.Host) ? "names no Host." : null;
        }
        catch (ArgumentException)
        {
            return "is no PostgreSQL connection string.";
        }
    }

    /// <summary>The most connections of the pool; null when there is none.</summary>
    public static int? PoolSizeOf(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return settings.Pooling ? settings.MaxPoolSize : null;
    }

    private static bool TrySet(NpgsqlConnectionStringBuilder settings, string keyword, object value)
    {
        try
        {
            settings[keyword] = value;
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }
}
