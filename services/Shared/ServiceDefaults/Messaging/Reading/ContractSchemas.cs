using System.Collections.Frozen;
using System.Text.Json;
using Contracts.Orders;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>The schemas of all contracts, which ship in their assembly.</summary>
internal static class ContractSchemas
{
    private const string Suffix = ".schema.json";

    // MassTransit tells types apart without regard to case, and so would take a message past the schema.
    private static readonly FrozenDictionary<string, ContractSchema> ByUrn = ReadAll().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The wire names of all contracts.</summary>
    public static IEnumerable<string> Urns => ByUrn.Keys;

    /// <summary>Checks a message.</summary>
    /// <param name="urn">Its wire name; a message of another origin has no contract and keeps to it.</param>
    /// <param name="content">The message itself, without what it is wrapped in.</param>
    /// <exception cref="ContractBreachException">It breaks its contract.</exception>
    public static void Check(string urn, JsonElement content)
    {
        if (ByUrn.TryGetValue(urn, out var schema) && schema.Check(content) is { } breach)
            throw new ContractBreachException($"{breach} Contract: {urn}.");
    }

    private static IEnumerable<KeyValuePair<string, ContractSchema>> ReadAll()
    {
        var assembly = typeof(OrderConfirmed).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!; // just listed
            using var schema = JsonDocument.Parse(stream);
            yield return KeyValuePair.Create(schema.RootElement.GetProperty("$id").GetString()!, ContractSchema.Read(schema.RootElement)); // a test sees to the $id
        }
    }
}
