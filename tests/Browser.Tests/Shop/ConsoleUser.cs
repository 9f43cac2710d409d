using System.Security.Cryptography;
using System.Text;

namespace Microservices.Browser.Tests.Shop;

/// <summary>Somebody with a key of the dead letters' service.</summary>
/// <param name="Name">The name that the audit shows.</param>
/// <param name="Role">The role.</param>
internal sealed record ConsoleUser(string Name, string Role)
{
    /// <summary>The key; made for one run.</summary>
    public string Key { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>What the service is told of the user.</summary>
    /// <param name="number">The place in the list of keys.</param>
    public IEnumerable<KeyValuePair<string, string>> Settings(int number)
    {
        var section = $"DeadLetters__Security__ApiKeys__{number}";
        yield return new($"{section}__Name", Name);
        yield return new($"{section}__Role", Role);
        yield return new($"{section}__Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key))));
    }
}
