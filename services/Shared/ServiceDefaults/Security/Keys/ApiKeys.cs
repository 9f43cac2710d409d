using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microservices.ServiceDefaults.Security.Keys;

/// <summary>Knows the holders of keys, and reads the keys anew when the configuration changes.</summary>
internal sealed class ApiKeys : IDisposable
{
    public const string Header = "X-Api-Key";

    // Ties a browser that signed in with a key to it: a key that is taken away takes its browsers with it.
    private const string KeyClaim = "key";

    private readonly TimeProvider _timeProvider;
    private readonly IDisposable _reload;
    private volatile Key[] _keys = [];

    public ApiKeys(ReloadedSettings<SecurityOptions> settings, IConfiguration configuration, TimeProvider timeProvider, ILogger<ApiKeys> logger)
    {
        _timeProvider = timeProvider;
        _reload = settings.Watch(SecurityOptions.SectionName, options => _keys = Read(options), exception =>
        {
            // A mistake in one key must not keep alive another one that was taken away.
            var stated = configuration.GetSection($"{SecurityOptions.SectionName}:{nameof(SecurityOptions.ApiKeys)}").GetChildren()
                .Select(key => key[nameof(ApiKeyOptions.Sha256)]).ToHashSet(StringComparer.OrdinalIgnoreCase);
            _keys = [.. _keys.Where(key => stated.Contains(key.Options.Sha256))];
            logger.KeysRefused(string.Join(" ", exception.Failures));
        });
    }

    /// <summary>Whether there are any.</summary>
    public bool Any => _keys.Length > 0;

    /// <summary>Finds the holder of a key, in a time that does not depend on the key.</summary>
    /// <param name="key">The key that the caller showed.</param>
    /// <param name="reason">Why nobody was found, for the log.</param>
    /// <returns>The holder; null when the key is unknown or expired.</returns>
    public ClaimsPrincipal? Find(string key, out string reason)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        Key? found = null;
        foreach (var candidate in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, candidate.Hash))
                found = candidate;
        }

        reason = found is null ? "The key is unknown." : $"The key of {found.Options.Name} ended at {found.Options.ExpiresAt}.";
        return found is not null && IsCurrent(found) ? found.Holder : null;
    }

    /// <summary>Whether who signed in with a key could do so again with the same rights.</summary>
    public bool IsStillValid(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(KeyClaim) is not { } stamp)
            return true; // by the provider

        return Array.Exists(_keys, key => key.Stamp == stamp && IsCurrent(key));
    }

    public void Dispose() => _reload.Dispose();

    private static Key[] Read(SecurityOptions options) => [.. options.ApiKeys.Select(key => new Key(key))];

    private bool IsCurrent(Key key) => key.Options.Expiry is not { } expiry || _timeProvider.GetUtcNow() < expiry;

    private sealed class Key(ApiKeyOptions options)
    {
        public ApiKeyOptions Options => options;

        public byte[] Hash { get; } = Convert.FromHexString(options.Sha256);

        public string Stamp { get; } = StampOf(options);

        public ClaimsPrincipal Holder => Callers.Create(Schemes.ApiKey, new(options.Name, $"key:{options.Name}"),
            options.Scopes, options.Queues, new Claim(KeyClaim, Stamp));

        private static string StampOf(ApiKeyOptions key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', [key.Name, key.Sha256.ToLowerInvariant(), .. key.Scopes, "", .. key.Queues]))));
    }
}
