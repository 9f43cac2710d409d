namespace Microservices.Email.Http;

/// <summary>A mail that came back.</summary>
/// <param name="StatusCode">Enhanced status code (RFC 3463).</param>
/// <param name="Diagnostic">The mail server's words, without addresses.</param>
/// <param name="BouncedAt">When, in UTC.</param>
internal sealed record BounceView(string StatusCode, string? Diagnostic, DateTimeOffset BouncedAt);
