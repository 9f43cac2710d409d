namespace Microservices.ServiceDefaults.Security;

/// <summary>A service with pages registers the scheme that signs browsers in.</summary>
/// <param name="Scheme">An authentication scheme that leads to a sign-in page and remembers who signed in.</param>
public sealed record BrowserSignIn(string Scheme);
