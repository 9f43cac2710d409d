namespace Microservices.DeadLetters.Replay.Editing;

/// <summary>The JSON Schemas of the contracts, by the message's name on the wire.</summary>
internal static class ContractSchemas
{
    private const string Suffix = ".schema.json";

    private static readonly Dictionary<string, JsonElement> ByUrn = Load();

    /// <summary>Finds the schema of the first of the names that there is one for.</summary>
    /// <param name="messageTypes">Names, such as <c>urn:message:Contracts.Orders:OrderConfirmed</c>.</param>
    /// <param name="urn">The name that was found.</param>
    /// <param name="schema">Its schema.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(IEnumerable<string> messageTypes, out string urn, out JsonElement schema)
    {
        foreach (var name in messageTypes)
        {
            urn = name.StartsWith("urn:message:", StringComparison.Ordinal) ? name : $"urn:message:{name}";
            if (ByUrn.TryGetValue(urn, out schema))
                return true;
        }

        (urn, schema) = ("", default);
        return false;
    }

    private static Dictionary<string, JsonElement> Load()
    {
        var assembly = typeof(ContractSchemas).Assembly;
        Dictionary<string, JsonElement> schemas = [];
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith(Suffix, StringComparison.Ordinal))
                continue;

            using var stream = assembly.GetManifestResourceStream(name)!; // its name came from the assembly
            using var document = JsonDocument.Parse(stream);
            schemas.Add(document.RootElement.GetProperty("$id").GetString() ?? name, document.RootElement.Clone());
        }

        return schemas;
    }
}
