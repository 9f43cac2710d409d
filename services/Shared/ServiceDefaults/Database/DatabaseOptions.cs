using Microservices.ServiceDefaults.Configuration;

namespace Microservices.ServiceDefaults.Database;

/// <summary>What the connection string leaves out; <see cref="DatabaseExtensions"/> reads it.</summary>
internal sealed class DatabaseOptions
{
    internal const string SectionName = "Database";

    /// <summary>The password of the connection string's user.</summary>
    [Secret, Example("a-long-password")]
    public string? Password { get; set; }
}
