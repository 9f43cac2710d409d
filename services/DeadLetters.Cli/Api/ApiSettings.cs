namespace Microservices.DeadLetters.Cli.Api;

/// <summary>Where the service is, and who asks.</summary>
/// <param name="Address">Its address, ending in a slash.</param>
/// <param name="ApiKey">Key, if there is one.</param>
/// <param name="Token">OIDC access token, if there is one.</param>
internal sealed record ApiSettings(Uri Address, string? ApiKey, string? Token)
{
    /// <summary>Names the address only: the rest is secret.</summary>
    public override string ToString() => Address.ToString();
}
