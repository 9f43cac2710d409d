using System.Diagnostics.Metrics;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Counts requests that were refused.</summary>
internal sealed class SecurityMetrics
{
    /// <summary>Nobody said who asks.</summary>
    public const string NoCredentials = "no_credentials";

    /// <summary>The key or token was not valid.</summary>
    public const string WrongCredentials = "wrong_credentials";

    /// <summary>The caller lacks the scope.</summary>
    public const string Scope = "scope";

    /// <summary>Another site made a browser send it.</summary>
    public const string CrossSite = "cross_site";

    /// <summary>The caller asked too often.</summary>
    public const string TooMany = "too_many";

    private readonly Counter<long> _refused;

    public SecurityMetrics(IMeterFactory meters) => _refused = meters.Create("Microservices.Security").CreateCounter<long>(
        "microservices.security.refused", "{request}", "Requests that were refused, by reason.");

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
