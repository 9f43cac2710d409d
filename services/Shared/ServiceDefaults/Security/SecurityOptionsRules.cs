using System.Globalization;
using Microservices.ServiceDefaults.Configuration;
using Microservices.ServiceDefaults.Security.Keys;
using Microservices.ServiceDefaults.Security.Tokens;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Security;

/// <summary>The rules of keys and of the provider, and the one that there must be either.</summary>
internal sealed class SecurityOptionsRules(LocalTrial trial, IConfiguration configuration) : ISettingsRules<SecurityOptions>
{
    private const string Prefix = "Security__";
    private const string Keys = nameof(SecurityOptions.ApiKeys);
    private const string Oidc = nameof(SecurityOptions.Oidc);
    private const int HashDigits = 64;
    private const int LongestName = 100;

    public IEnumerable<SettingProblem> Check(SecurityOptions options)
    {
        // Keys have names for places where deploy/secrets makes them: a place in the list would name another key.
        var places = configuration.GetSection($"{SecurityOptions.SectionName}:{Keys}").GetChildren().Select(place => place.Key);
        var problems = options.ApiKeys.Zip(places).SelectMany(key => CheckKey(key.First, $"{Keys}:{key.Second}"))
            .Concat(CheckProvider(options.Oidc));
        if (options.ApiKeys.Count > 0 || options.Oidc.IsUsed || trial.IsOn)
            return problems;

        return problems.Prepend(new SettingProblem(Keys,
            $"nobody could be told apart; set {Prefix}ApiKeys__0__Name, {Prefix}ApiKeys__0__Scopes__0 (such as {Scopes.OrdersRead}) "
            + $"and {Prefix}ApiKeys__0__Sha256 (printf %s KEY | sha256sum), or {Prefix}Oidc__Authority. "
            + "Without them the service runs in Development only, and only on loopback")
        {
            Example = ""
        });
    }

    private static IEnumerable<SettingProblem> CheckKey(ApiKeyOptions key, string setting)
    {
        if (string.IsNullOrWhiteSpace(key.Name) || key.Name.Length > LongestName)
            yield return new SettingProblem($"{setting}:{nameof(key.Name)}", $"must have 1 to {LongestName} characters");
        if (key.Sha256.Length != HashDigits || !key.Sha256.All(char.IsAsciiHexDigit))
        {
            yield return new SettingProblem($"{setting}:{nameof(key.Sha256)}", $"must be the SHA-256 of the key, {HashDigits} hexadecimal digits")
            {
                Example = "from printf %s KEY | sha256sum"
            };
        }

        if (key.ExpiresAt is { Length: > 0 } && key.Expiry is null)
            yield return new SettingProblem($"{setting}:{nameof(key.ExpiresAt)}", "must be a time with a zone");
        foreach (var problem in CheckScopes(key.Scopes, setting))
            yield return problem;
        if (key.Queues.Count == 0 && key.Scopes.Any(IsOfDeadLetters))
            yield return new SettingProblem($"{setting}:{nameof(key.Queues)}", "must name the dead-letter queues that the key may see; * is all") { Example = "*" };
        for (var i = 0; i < key.Queues.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(key.Queues[i]))
                yield return new SettingProblem(Entry(setting, nameof(key.Queues), i), "must not be empty");
        }
    }

    private static bool IsOfDeadLetters(string scope) => Scopes.WithImplied(scope).Contains(Scopes.DeadLettersRead);

    private static IEnumerable<SettingProblem> CheckScopes(IList<string> scopes, string setting)
    {
        if (scopes.Count == 0)
            yield return new SettingProblem($"{setting}:{nameof(ApiKeyOptions.Scopes)}", "must name a scope");
        for (var i = 0; i < scopes.Count; i++)
        {
            if (!Scopes.All.Contains(scopes[i]))
                yield return new SettingProblem(Entry(setting, nameof(ApiKeyOptions.Scopes), i), $"must be one of {string.Join(", ", Scopes.All)}");
        }
    }

    private static IEnumerable<SettingProblem> CheckProvider(OidcOptions oidc)
    {
        if (!oidc.IsUsed)
        {
            if (!string.IsNullOrWhiteSpace(oidc.ClientId) || !string.IsNullOrWhiteSpace(oidc.ClientSecret) || !string.IsNullOrWhiteSpace(oidc.Audience))
                yield return new SettingProblem($"{Oidc}:{nameof(oidc.Authority)}", $"must be set when {Prefix}Oidc__ClientId, __ClientSecret or __Audience is");
            yield break;
        }

        if (!Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var authority)
            || !(authority.Scheme == Uri.UriSchemeHttps || authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
        {
            yield return new SettingProblem($"{Oidc}:{nameof(oidc.Authority)}", "must be an https address");
        }

        if (string.IsNullOrWhiteSpace(oidc.ClientId) && string.IsNullOrWhiteSpace(oidc.Audience))
            yield return new SettingProblem($"{Oidc}:{nameof(oidc.Audience)}", $"must be set when {Prefix}Oidc__Authority is, or {Prefix}Oidc__ClientId for sign-in alone");
        else if (oidc.Audience == oidc.ClientId)
            yield return new SettingProblem($"{Oidc}:{nameof(oidc.Audience)}", $"must not be {Prefix}Oidc__ClientId: ID tokens are made for that, and are no access tokens");
        for (var i = 0; i < oidc.Roles.Count; i++)
        {
            var setting = Entry(Oidc, nameof(oidc.Roles), i);
            if (string.IsNullOrWhiteSpace(oidc.Roles[i].Name))
                yield return new SettingProblem($"{setting}:{nameof(RoleOptions.Name)}", "must be what the provider calls the role");
            foreach (var problem in CheckScopes(oidc.Roles[i].Scopes, setting))
                yield return problem;
        }
    }

    private static string Entry(string setting, string list, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{setting}:{list}:{index}");
}
