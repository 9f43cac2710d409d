namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>Reads a line, or tells why it cannot be stored.</summary>
internal static class LineCheck
{
    private static readonly string[] Causes = ["fault", "skipped", "rejected", "expired", "maxlen", "delivery_limit"];
    private static readonly string[] States = [DeadLetterStatus.Open, DeadLetterStatus.Resolved, DeadLetterStatus.Archived];

    /// <summary>Reads a line.</summary>
    /// <returns>The dead letter, or the reason.</returns>
    public static (LetterLine? Line, string? Reason) Read(byte[]? bytes)
    {
        if (bytes is null)
            return (null, $"is longer than {LineReader.LongestLine / (1024 * 1024)} MiB");

        LetterLine? line;
        try
        {
            line = JsonSerializer.Deserialize<LetterLine>(bytes, LineJson.Options);
        }
        catch (JsonException exception)
        {
            // The reader's own words quote what it read; the place is enough.
            return (null, exception.Path is { Length: > 1 } path ? $"cannot be read at {path}"
                : exception.Message.Contains("required properties", StringComparison.Ordinal)
                    ? exception.Message[(exception.Message.IndexOf("missing", StringComparison.Ordinal))..]
                    : "is no JSON object of a dead letter");
        }

        return line is null ? (null, "is no JSON object of a dead letter")
            : Find(line) is { } reason ? (null, reason) : (line, null);
    }

    private static string? Find(LetterLine line)
    {
        (string Name, string? Value, int Longest)[] texts =
        [
            ("queue", line.Queue, ColumnLengths.ShortString), ("messageKey", line.MessageKey, ColumnLengths.ShortString),
            ("sourceQueue", line.SourceQueue, ColumnLengths.ShortString),
            ("messageType", line.MessageType, ColumnLengths.TypeName),
            ("exceptionType", line.ExceptionType, ColumnLengths.TypeName),
            ("exceptionMessage", line.ExceptionMessage, ColumnLengths.ExceptionMessage),
            ("ownFrame", line.OwnFrame, ColumnLengths.TypeName), ("correlationId", line.CorrelationId, ColumnLengths.ShortString),
            ("conversationId", line.ConversationId, ColumnLengths.ShortString), ("traceId", line.TraceId, ColumnLengths.ShortString),
            ("contentType", line.ContentType, ColumnLengths.ShortString),
            ("group.fingerprint", line.Group.Fingerprint, ColumnLengths.ShortString),
            ("group.title", line.Group.Title, ColumnLengths.TypeName),
            .. line.Attempts.SelectMany((attempt, index) => TextsOf(attempt, $"attempts[{index}].")),
        ];
        if (texts.FirstOrDefault(text => text.Value?.Length > text.Longest) is { Name: { } tooLong })
            return $"{tooLong} is too long";
        if (texts.FirstOrDefault(text => text.Value?.Contains('\0', StringComparison.Ordinal) is true) is { Name: { } withNull })
            return $"{withNull} has a character that cannot be stored";
        if (line.Queue.Length == 0 || line.MessageKey.Length == 0 || line.Group.Fingerprint.Length == 0)
            return "queue, messageKey and group.fingerprint must not be empty";
        if (!Causes.Contains(line.Cause) || line.Attempts.Any(attempt => !Causes.Contains(attempt.Cause)))
            return $"cause must be one of {string.Join(", ", Causes)}";
        if (!States.Contains(line.Status))
            return $"status must be one of {string.Join(", ", States)}";
        if (line.Headers.ValueKind is not JsonValueKind.Object || line.Properties is { ValueKind: not JsonValueKind.Object }
            || line.Attempts.Any(attempt => attempt.Headers.ValueKind is not JsonValueKind.Object))
        {
            return "headers and properties must be objects";
        }

        return JsonOf(line).OfType<JsonElement>().All(IsStorable) ? null : "JSON has a character that cannot be stored";
    }

    private static IEnumerable<(string, string?, int)> TextsOf(AttemptLine attempt, string prefix) =>
    [
        (prefix + "sourceQueue", attempt.SourceQueue, ColumnLengths.ShortString),
        (prefix + "exceptionType", attempt.ExceptionType, ColumnLengths.TypeName),
        (prefix + "exceptionMessage", attempt.ExceptionMessage, ColumnLengths.ExceptionMessage),
        (prefix + "stackTrace", attempt.StackTrace, int.MaxValue),
        (prefix + "digest", attempt.Digest, ColumnLengths.ShortString),
    ];

    private static IEnumerable<JsonElement?> JsonOf(LetterLine line) =>
        [line.Headers, line.Properties, line.BodyJson, .. line.Attempts.SelectMany(attempt =>
            (JsonElement?[])[attempt.Headers, attempt.Exceptions, attempt.Host])];

    // PostgreSQL's jsonb has neither U+0000 nor halves of surrogate pairs.
    private static bool IsStorable(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().All(member => IsStorable(() => member.Name) && IsStorable(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().All(IsStorable),
        JsonValueKind.String => IsStorable(() => json.GetString()!), // a text
        _ => true,
    };

    private static bool IsStorable(Func<string> read)
    {
        try
        {
            return !read().Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair, which JSON can escape and text cannot hold
        }
    }
}
