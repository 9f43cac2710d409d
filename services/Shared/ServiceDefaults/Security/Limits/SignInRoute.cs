namespace Microservices.ServiceDefaults.Security.Limits;

/// <summary>Marks a route that anybody may ask and that makes a browser somebody, or nobody.</summary>
/// <param name="IsLimited">Whether keys could be guessed there, or the provider kept busy.</param>
public sealed record SignInRoute(bool IsLimited = true);
