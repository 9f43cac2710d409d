namespace Microservices.DeadLetters.Security.Keys;

/// <summary>An API key, of which only the hash is known (section <c>DeadLetters:Security:ApiKeys:0</c> and so on).</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>The name that the audit shows.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>reader</c>, <c>operator</c> or <c>admin</c>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Patterns of queues, such as <c>invoice-*</c>; none: all queues.</summary>
    public IList<string> Queues { get; } = [];

    /// <summary>The SHA-256 of the key, 64 hexadecimal digits. A key that can be guessed needs no breaking: 128 random bits.</summary>
    public string Sha256 { get; set; } = "";
}
