using System.Globalization;
using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Security.Keys;
using Microservices.DeadLetters.Security.Oidc;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Security;

/// <summary>The rules of keys and of the provider, and the one that there must be either.</summary>
internal sealed class SecurityOptionsRules(LocalTrial trial) : IValidateOptions<SecurityOptions>
{
    private const string Prefix = "DeadLetters__Security__";
    private const int HashDigits = 64;

    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        string[] failures =
        [
            .. options.ApiKeys.SelectMany((key, index) => FailuresOf(key,
                string.Create(CultureInfo.InvariantCulture, $"{Prefix}ApiKeys__{index}__"))),
            .. FailuresOf(options.ApiKeys),
            .. FailuresOf(options.Oidc),
        ];
        if (options.ApiKeys.Count == 0 && string.IsNullOrWhiteSpace(options.Oidc.Authority) && !trial.IsOn)
        {
            failures =
            [
                .. failures,
                $"Nobody could be told apart: set {Prefix}ApiKeys__0__Name, {Prefix}ApiKeys__0__Role (reader, operator or admin) "
                + $"and {Prefix}ApiKeys__0__Sha256 (printf %s KEY | sha256sum), or {Prefix}Oidc__Authority and "
                + $"{Prefix}Oidc__ClientId. Without them the service runs in Development only, and only on loopback.",
            ];
        }

        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> FailuresOf(ApiKeyOptions key, string prefix)
    {
        if (string.IsNullOrWhiteSpace(key.Name) || key.Name.Length > ColumnLengths.Name)
            yield return $"{prefix}Name must have 1 to {ColumnLengths.Name} characters, for instance ci.";
        if (!Access.Roles.Contains(key.Role))
            yield return $"{prefix}Role must be one of {string.Join(", ", Access.Roles)}.";
        if (key.Sha256.Length != HashDigits || !key.Sha256.All(char.IsAsciiHexDigit))
        {
            yield return $"{prefix}Sha256 must be the SHA-256 of the key, {HashDigits} hexadecimal digits, for instance from: "
                + "printf %s KEY | sha256sum.";
        }

        if (key.Queues.Any(string.IsNullOrWhiteSpace))
            yield return $"{prefix}Queues must not have an empty pattern; give for instance invoice-*.";
    }

    private static IEnumerable<string> FailuresOf(IEnumerable<ApiKeyOptions> keys)
    {
        foreach (var name in keys.GroupBy(key => key.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return $"{Prefix}ApiKeys has two keys of the name {name}: the audit could not tell them apart.";
    }

    private static IEnumerable<string> FailuresOf(OidcOptions oidc)
    {
        if (string.IsNullOrWhiteSpace(oidc.Authority))
        {
            if (!string.IsNullOrWhiteSpace(oidc.ClientId) || !string.IsNullOrWhiteSpace(oidc.ClientSecret))
                yield return $"{Prefix}Oidc__Authority is not set, but a client is; give for instance https://login.example/realms/ops.";
            yield break;
        }

        if (!Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var authority)
            || !(authority.Scheme == Uri.UriSchemeHttps || authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
        {
            yield return $"{Prefix}Oidc__Authority must be an https address, for instance https://login.example/realms/ops.";
        }

        if (string.IsNullOrWhiteSpace(oidc.ClientId))
            yield return $"{Prefix}Oidc__ClientId is not set: give what the provider knows the service as.";
        if (string.IsNullOrWhiteSpace(oidc.RoleClaim))
            yield return $"{Prefix}Oidc__RoleClaim must not be empty, for instance roles.";
    }
}
