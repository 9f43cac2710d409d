namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Where settings are mounted as files; <see cref="SecretFiles"/> reads it.</summary>
internal sealed class SecretsOptions
{
    internal const string SectionName = "Secrets";

    /// <summary>The folder; <c>/run/secrets</c> by default, where that exists.</summary>
    [Example(SecretFiles.DefaultFolder)]
    public string? Folder { get; set; }
}
