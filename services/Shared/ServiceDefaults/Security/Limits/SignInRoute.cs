namespace Microservices.ServiceDefaults.Security.Limits;

/// <summary>Marks a route where keys could be guessed though anybody may ask it.</summary>
public sealed record SignInRoute;
