using System.Security.Cryptography;
using Microservices.Testing.Pipeline;

namespace Microservices.Browser.Tests.Shop;

/// <summary>Somebody with a key of the dead letters' service.</summary>
/// <param name="Name">The name that the audit shows.</param>
/// <param name="Scope">What the user may do.</param>
/// <param name="Queues">Pattern of the queues that the user may see.</param>
internal sealed record ConsoleUser(string Name, string Scope, string Queues = "*")
{
    /// <summary>The key; made for one run.</summary>
    public string Key { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>What the service is told of the user.</summary>
    /// <param name="number">The place in the list of keys.</param>
    public IEnumerable<KeyValuePair<string, string>> Settings(int number) => TestKeys.Settings(number, Name, Key, [Scope], Queues);
}
