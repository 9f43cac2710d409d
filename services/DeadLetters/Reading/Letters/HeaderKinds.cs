using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Reading.Masking;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Sorts headers by who has set them.</summary>
internal static class HeaderKinds
{
    private static readonly JsonElement Hidden = JsonElement.Parse("\"hidden: unmask to see\"");
    private static readonly string[] MassTransit = ["MT-", "DL-"];

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "ConversationId", "InitiatorId", "RequestId", "SourceAddress", "DestinationAddress", "ResponseAddress", "FaultAddress",
        "publishId", "traceparent", "tracestate", "Content-Type",
    };

    /// <summary>Sorts them.</summary>
    /// <param name="headers">A JSON object.</param>
    /// <param name="masker">Hides what is personal; null to show all.</param>
    public static LetterHeaders Of(string headers, Masker? masker)
    {
        Dictionary<string, JsonElement> business = [], massTransit = [], broker = [];
        // In the order of names: the engines keep them in orders of their own.
        foreach (var header in JsonElement.Parse(headers).EnumerateObject().OrderBy(header => header.Name, StringComparer.Ordinal))
        {
            var kind = IsBrokers(header.Name) ? broker : IsMassTransits(header.Name) ? massTransit : business;
            kind[header.Name] = masker is null ? HeaderJson.Show(header.Value)
                : header.Name == HeaderJson.Names ? Hidden // their names, which tell what is personal, are inside
                : HeaderJson.Show(masker.Member(header.Name, header.Value));
        }

        return new LetterHeaders(business, massTransit, broker);
    }

    private static bool IsBrokers(string name) =>
        name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) || name is "CC" or "BCC";

    private static bool IsMassTransits(string name) =>
        Known.Contains(name) || Array.Exists(MassTransit, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
