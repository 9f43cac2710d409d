using System.Security.Claims;
using System.Text.Json;

namespace Microservices.ServiceDefaults.Security.Tokens;

/// <summary>Makes a caller of a provider's claims, and keeps none of them that is not asked for.</summary>
internal static class TokenCaller
{
    private const int LongestName = 100;

    // With what stands before it, it has room in the narrowest audit. Providers use a third of it; OpenID Connect allows 255.
    private const int LongestSubject = 190;

    /// <summary>Translates a token's claims.</summary>
    /// <param name="token">The claims of a token that was validated.</param>
    /// <param name="options">Which of them count.</param>
    /// <returns>The caller; null when <c>sub</c> is missing or too long to be told apart in an audit.</returns>
    public static ClaimsPrincipal? From(ClaimsPrincipal token, OidcOptions options)
    {
        if (token.FindFirstValue("sub") is not { Length: > 0 and <= LongestSubject } subject)
            return null;

        var name = token.FindFirstValue(options.NameClaim) ?? subject;
        // A program may ask its provider for a scope of any name: only the role claim gives roles.
        var roles = ValuesOf(token, options.RoleClaim).ToHashSet(StringComparer.Ordinal);
        var words = ValuesOf(token, "scope").SelectMany(scope => scope.Split(' ')).Concat(roles).ToHashSet(StringComparer.Ordinal);
        return Callers.Create(Schemes.Bearer, new(name.Length > LongestName ? name[..LongestName] : name, $"oidc:{subject}"),
            [.. Scopes.All.Where(words.Contains), .. options.Roles.Where(role => roles.Contains(role.Name)).SelectMany(role => role.Scopes)],
            ValuesOf(token, options.QueueClaim));
    }

    // A claim of the whole name first: a provider may have dots in it.
    private static IEnumerable<string> ValuesOf(ClaimsPrincipal token, string path)
    {
        if (token.FindFirst(path) is not null)
            return token.FindAll(path).SelectMany(claim => Split(claim.Value));

        var parts = path.Split('.');
        return parts.Length == 1 ? [] : token.FindAll(parts[0]).SelectMany(claim => Descend(claim.Value, parts[1..]));
    }

    private static List<string> Split(string value) =>
        value.StartsWith('[') ? Descend(value, []) : [value];

    private static List<string> Descend(string json, string[] path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var element = document.RootElement;
            foreach (var part in path)
            {
                if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(part, out element))
                    return [];
            }

            return element.ValueKind is JsonValueKind.Array
                ? [.. element.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)]
                : element.ValueKind is JsonValueKind.String ? [element.GetString()!] : []; // both are strings
        }
        catch (JsonException)
        {
            return []; // no claim of ours: the caller has no role by it
        }
    }
}
