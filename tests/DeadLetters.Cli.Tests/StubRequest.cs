using System.Text.Json;

namespace Microservices.DeadLetters.Cli.Tests;

public sealed record StubRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Parameter(string name) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Query)
        .TryGetValue(name, out var value) ? value.ToString() : "";

    public JsonElement Json => JsonElement.Parse(Body);
}
