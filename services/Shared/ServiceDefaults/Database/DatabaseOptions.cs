using Microservices.ServiceDefaults.Configuration;
using Npgsql;

namespace Microservices.ServiceDefaults.Database;

/// <summary>What the connection string leaves out; <see cref="DatabaseExtensions"/> reads it.</summary>
internal sealed class DatabaseOptions
{
    internal const string SectionName = "Database";

    /// <summary>
    /// The user that <see cref="Password"/> belongs to, where it is not the connection string's: users that take turns let two
    /// passwords be valid at once. Not read when the connection string has a password.
    /// </summary>
    [Example("orders_2")]
    public string? UserName { get; set; }

    /// <summary>The password of the connection string's user, or of <see cref="UserName"/>.</summary>
    [Secret, Example("a-long-password")]
    public string? Password { get; set; }

    /// <summary>
    /// A file with the certificates of the authorities that PostgreSQL's certificate may come from. The connection is then encrypted,
    /// and the certificate and its host checked, whatever <c>SSL Mode</c> the connection string has. Without it that one counts.
    /// </summary>
    [Example("/run/certificates/ca.pem")]
    public string? RootCertificate { get; set; }

    /// <summary>The connection string with what it leaves out.</summary>
    /// <param name="connectionString">One of PostgreSQL.</param>
    internal string Complete(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(settings.Password) && !string.IsNullOrEmpty(Password))
        {
            settings.Password = Password;
            if (!string.IsNullOrEmpty(UserName))
                settings.Username = UserName;
        }

        if (!string.IsNullOrEmpty(RootCertificate))
        {
            settings.SslMode = SslMode.VerifyFull;
            settings.RootCertificate = RootCertificate;
        }

        return settings.ConnectionString;
    }
}
