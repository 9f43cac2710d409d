namespace Microservices.DeadLetters.Replay.Publishing;

/// <summary>
/// How often a message may still be redelivered. It is counted in the AMQP header of this name by our consumers, and in a
/// header of the same name inside the envelope by MassTransit's own redelivery.
/// </summary>
internal static class RedeliveryBudget
{
    /// <summary>The header in both places.</summary>
    public const string Header = "MT-Redelivery-Count";

    /// <summary>
    /// A count that every ladder takes for used up (the longest allowed has ten rungs): the message is retried in process,
    /// and if it fails still, it is back within seconds instead of half an hour.
    /// </summary>
    public const int UsedUp = 99;

    /// <summary>Takes the count out of the envelope; every other byte stays as it is.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The body without the count; the same one if it has none, or is no envelope.</returns>
    public static ReadOnlyMemory<byte> Reset(ReadOnlyMemory<byte> body)
    {
        try
        {
            while (Find(body.Span) is { } found)
                body = Cut(body.Span, found);
        }
        catch (JsonException)
        {
            // No JSON, so no envelope, and nothing that MassTransit would count.
        }

        return body;
    }

    private static Range? Find(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;

        var inHeaders = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1)
                inHeaders = reader.TokenType == JsonTokenType.PropertyName ? Is(ref reader, "headers") : inHeaders;
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2 || !inHeaders
                || !Is(ref reader, Header))
            {
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return start..(int)reader.BytesConsumed;
        }

        return null;
    }

    // MassTransit reads names in any case.
    private static bool Is(ref Utf8JsonReader reader, string name) =>
        string.Equals(reader.GetString(), name, StringComparison.OrdinalIgnoreCase);

    // With the comma before it or, of the first property, the one after it.
    private static byte[] Cut(ReadOnlySpan<byte> body, Range property)
    {
        var (start, length) = property.GetOffsetAndLength(body.Length);
        var end = start + length;
        var before = body[..start].TrimEnd(" \t\r\n"u8);
        if (before[^1] == ',')
            return [.. before[..^1], .. body[end..]];

        var after = body[end..].TrimStart(" \t\r\n"u8);
        return [.. body[..start], .. after[0] == ',' ? after[1..] : after];
    }
}
