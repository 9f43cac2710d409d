using System.Security.Claims;
using System.Text.Json;
using Microservices.DeadLetters.Data;

namespace Microservices.DeadLetters.Security.Oidc;

/// <summary>Makes of a provider's claims those that the service asks for, and keeps no other.</summary>
internal static class OidcCaller
{
    /// <summary>Translates a token's claims.</summary>
    public static ClaimsPrincipal From(ClaimsPrincipal token, OidcOptions options)
    {
        var name = token.FindFirstValue(options.NameClaim) ?? token.FindFirstValue("sub") ?? "unknown";
        var roles = ValuesOf(token, options.RoleClaim).ToHashSet(StringComparer.Ordinal);
        (string Theirs, string Ours)[] known =
            [(options.ReaderRole, Access.Reader), (options.OperatorRole, Access.Operator), (options.AdminRole, Access.Admin)];
        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(ClaimTypes.Name, name.Length > ColumnLengths.Name ? name[..ColumnLengths.Name] : name),
                .. known.Where(role => roles.Contains(role.Theirs)).Select(role => new Claim(ClaimTypes.Role, role.Ours)),
                .. ValuesOf(token, options.QueueClaim).Select(queue => new Claim(Access.QueueClaim, queue)),
            ],
            Schemes.Oidc));
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
