using System.Globalization;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Security.Keys;
using Microservices.DeadLetters.Security.Oidc;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Security;

/// <summary>The rules of keys and of the provider, and the one that there must be either.</summary>
internal sealed class SecurityOptionsRules(LocalTrial trial) : ISettingsRules<SecurityOptions>
{
    private const string Prefix = "DeadLetters__Security__";
    private const string Keys = nameof(SecurityOptions.ApiKeys);
    private const string Oidc = nameof(SecurityOptions.Oidc);
    private const int HashDigits = 64;

    public IEnumerable<SettingProblem> Check(SecurityOptions options)
    {
        var problems = options.ApiKeys
            .SelectMany((key, index) => CheckKey(key, string.Create(CultureInfo.InvariantCulture, $"{Keys}:{index}")))
            .Concat(CheckNames(options.ApiKeys))
            .Concat(CheckProvider(options.Oidc));
        if (options.ApiKeys.Count > 0 || !string.IsNullOrWhiteSpace(options.Oidc.Authority) || trial.IsOn)
            return problems;

        return problems.Prepend(new SettingProblem(Keys,
            $"nobody could be told apart; set {Prefix}ApiKeys__0__Name, {Prefix}ApiKeys__0__Role (reader, operator or admin) "
            + $"and {Prefix}ApiKeys__0__Sha256 (printf %s KEY | sha256sum), or {Prefix}Oidc__Authority and "
            + $"{Prefix}Oidc__ClientId. Without them the service runs in Development only, and only on loopback")
        {
            Example = ""
        });
    }

    private static IEnumerable<SettingProblem> CheckKey(ApiKeyOptions key, string setting)
    {
        if (string.IsNullOrWhiteSpace(key.Name) || key.Name.Length > ColumnLengths.Name)
            yield return new SettingProblem($"{setting}:{nameof(key.Name)}", $"must have 1 to {ColumnLengths.Name} characters");
        if (!Access.Roles.Contains(key.Role))
            yield return new SettingProblem($"{setting}:{nameof(key.Role)}", $"must be one of {string.Join(", ", Access.Roles)}");
        if (key.Sha256.Length != HashDigits || !key.Sha256.All(char.IsAsciiHexDigit))
        {
            yield return new SettingProblem($"{setting}:{nameof(key.Sha256)}", $"must be the SHA-256 of the key, {HashDigits} hexadecimal digits")
            {
                Example = "from printf %s KEY | sha256sum"
            };
        }

        for (var i = 0; i < key.Queues.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(key.Queues[i]))
                yield return new SettingProblem(string.Create(CultureInfo.InvariantCulture, $"{setting}:{nameof(key.Queues)}:{i}"), "must not be empty");
        }
    }

    private static IEnumerable<SettingProblem> CheckNames(IEnumerable<ApiKeyOptions> keys) => keys.Select((key, index) => (key.Name, index))
        .GroupBy(key => key.Name, key => key.index).Where(group => group.Count() > 1)
        .Select(group => new SettingProblem(string.Create(CultureInfo.InvariantCulture, $"{Keys}:{group.Last()}:{nameof(ApiKeyOptions.Name)}"),
            "must not be the name of another key: the audit could not tell them apart"));

    private static IEnumerable<SettingProblem> CheckProvider(OidcOptions oidc)
    {
        if (string.IsNullOrWhiteSpace(oidc.Authority))
        {
            if (!string.IsNullOrWhiteSpace(oidc.ClientId) || !string.IsNullOrWhiteSpace(oidc.ClientSecret))
                yield return new SettingProblem($"{Oidc}:{nameof(oidc.Authority)}", $"must be set when {Prefix}Oidc__ClientId or {Prefix}Oidc__ClientSecret is");
            yield break;
        }

        if (!Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var authority)
            || !(authority.Scheme == Uri.UriSchemeHttps || authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
        {
            yield return new SettingProblem($"{Oidc}:{nameof(oidc.Authority)}", "must be an https address");
        }

        if (string.IsNullOrWhiteSpace(oidc.ClientId))
            yield return new SettingProblem($"{Oidc}:{nameof(oidc.ClientId)}", $"must be set when {Prefix}Oidc__Authority is: the provider knows the service by it");
        if (string.IsNullOrWhiteSpace(oidc.RoleClaim))
            yield return new SettingProblem($"{Oidc}:{nameof(oidc.RoleClaim)}", "must not be empty");
    }
}
