using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Security.Keys;

/// <summary>An API key, of which only the hash is known (section <c>DeadLetters__Security__ApiKeys__0</c> and so on).</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>The name that the audit shows.</summary>
    [Example("ci")]
    public string Name { get; set; } = "";

    /// <summary><c>reader</c>, <c>operator</c> or <c>admin</c>.</summary>
    [Example("reader")]
    public string Role { get; set; } = "";

    /// <summary>Patterns of queues, such as <c>invoice-*</c>; none: all queues.</summary>
    [Example("invoice-*")]
    public IList<string> Queues { get; } = [];

    /// <summary>The SHA-256 of the key, 64 hexadecimal digits. A key that can be guessed needs no breaking: 128 random bits.</summary>
    [Secret, Example("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public string Sha256 { get; set; } = "";
}
