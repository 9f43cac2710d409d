namespace Microservices.DeadLetters.Security;

/// <summary>The ways to tell who asks.</summary>
internal static class Schemes
{
    /// <summary>Chooses one of the others by what the request brings.</summary>
    public const string Any = "DeadLetters";

    public const string ApiKey = "DeadLetters.ApiKey";
    public const string Bearer = "DeadLetters.Bearer";
    public const string Cookie = "DeadLetters.Cookie";
    public const string Developer = "DeadLetters.Developer";

    /// <summary>Signs a browser in by the provider; ends in the cookie.</summary>
    public const string Oidc = "DeadLetters.Oidc";
}
