using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Security.Keys;

/// <summary>Knows the holders of keys.</summary>
internal sealed class ApiKeys(IOptions<SecurityOptions> options)
{
    public const string Header = "X-Api-Key";

    // Ties a browser that signed in with a key to it: a key that is taken away takes its browsers with it.
    private const string KeyClaim = "key";

    private readonly (ApiKeyOptions Options, byte[] Hash)[] _keys =
        [.. options.Value.ApiKeys.Select(key => (key, Convert.FromHexString(key.Sha256)))];

    /// <summary>Whether there are any.</summary>
    public bool Any => _keys.Length > 0;

    /// <summary>Finds the holder of a key, in a time that does not depend on the key.</summary>
    /// <returns>The holder; null when it is no key of ours.</returns>
    public ClaimsPrincipal? Find(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        ApiKeyOptions? found = null;
        foreach (var candidate in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, candidate.Hash))
                found = candidate.Options;
        }

        return found is null ? null : ToPrincipal(found);
    }

    /// <summary>Whether who signed in with a key could do so again with the same rights.</summary>
    public bool IsStillValid(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(KeyClaim) is not { } stamp)
            return true; // by the provider

        return _keys.Any(key => StampOf(key.Options) == stamp);
    }

    private static ClaimsPrincipal ToPrincipal(ApiKeyOptions key) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, key.Name), new(ClaimTypes.Role, key.Role), new(KeyClaim, StampOf(key)),
            .. key.Queues.Select(queue => new Claim(Access.QueueClaim, queue)),
        ],
        Schemes.ApiKey));

    private static string StampOf(ApiKeyOptions key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', [key.Name, key.Role, key.Sha256.ToLowerInvariant(), .. key.Queues]))));
}
