namespace Microservices.ServiceDefaults.Security;

/// <summary>The ways to tell who asks.</summary>
internal static class Schemes
{
    /// <summary>Chooses one of the others by what the request brings.</summary>
    public const string Any = "Any";

    public const string ApiKey = "ApiKey";
    public const string Bearer = "Bearer";

    /// <summary>A customer's link.</summary>
    public const string Link = "Link";

    /// <summary>Everyone at this machine, while nobody else can reach the service.</summary>
    public const string Developer = "Developer";
}
