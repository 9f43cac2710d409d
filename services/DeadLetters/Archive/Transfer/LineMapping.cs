namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>Turns dead letters into lines, and back.</summary>
internal static class LineMapping
{
    public static LetterLine ToLine(DeadLetter letter, DeadLetterGroup group, IEnumerable<Attempt> attempts) => new()
    {
        Queue = letter.Queue,
        MessageKey = letter.MessageKey,
        SourceQueue = letter.SourceQueue,
        Cause = letter.Cause,
        MessageType = letter.MessageType,
        ExceptionType = letter.ExceptionType,
        ExceptionMessage = letter.ExceptionMessage,
        OwnFrame = letter.OwnFrame,
        Status = letter.Status == DeadLetterStatus.Replaying ? DeadLetterStatus.Open : letter.Status, // the replay stays here
        FirstFailedAt = letter.FirstFailedAt,
        LastFailedAt = letter.LastFailedAt,
        FailedReplays = letter.FailedReplays,
        CorrelationId = letter.CorrelationId,
        ConversationId = letter.ConversationId,
        TraceId = letter.TraceId,
        ContentType = letter.ContentType,
        Body = letter.Body,
        BodyJson = Json(letter.BodyJson),
        Properties = Json(letter.Properties),
        Headers = JsonElement.Parse(letter.Headers),
        ResolvedAt = letter.ResolvedAt,
        ArchivedAt = letter.ArchivedAt,
        Group = new GroupLine { Fingerprint = group.Fingerprint, Title = group.Title },
        Attempts = [.. attempts.Select(ToLine)],
    };

    public static DeadLetter ToLetter(LetterLine line, DateTime purgeAt) => new()
    {
        Queue = line.Queue,
        MessageKey = line.MessageKey,
        MessageId = Guid.TryParse(line.MessageKey, out var id) ? id : null,
        SourceQueue = line.SourceQueue,
        Cause = line.Cause,
        MessageType = line.MessageType,
        ExceptionType = line.ExceptionType,
        ExceptionMessage = line.ExceptionMessage,
        OwnFrame = line.OwnFrame,
        Status = line.Status,
        FirstFailedAt = line.FirstFailedAt.ToUniversalTime(),
        LastFailedAt = line.LastFailedAt.ToUniversalTime(),
        Attempts = Math.Max(1, line.Attempts.Count),
        FailedReplays = line.FailedReplays,
        CorrelationId = line.CorrelationId,
        ConversationId = line.ConversationId,
        TraceId = line.TraceId,
        ContentType = line.ContentType,
        Body = line.Body,
        BodyJson = line.BodyJson?.GetRawText(),
        Properties = line.Properties?.GetRawText(),
        Headers = line.Headers.GetRawText(),
        ResolvedAt = line.ResolvedAt?.ToUniversalTime(),
        ArchivedAt = line.ArchivedAt?.ToUniversalTime(),
        PurgeAt = line.Status == DeadLetterStatus.Archived ? purgeAt : null,
    };

    public static Attempt ToAttempt(AttemptLine line) => new()
    {
        SourceQueue = line.SourceQueue,
        FailedAt = line.FailedAt.ToUniversalTime(),
        Cause = line.Cause,
        ExceptionType = line.ExceptionType,
        ExceptionMessage = line.ExceptionMessage,
        StackTrace = line.StackTrace,
        Exceptions = line.Exceptions?.GetRawText(),
        Host = line.Host?.GetRawText(),
        Headers = line.Headers.GetRawText(),
        RetryCount = line.RetryCount,
        RedeliveryCount = line.RedeliveryCount,
        Body = line.Body,
        Digest = line.Digest,
    };

    private static AttemptLine ToLine(Attempt attempt) => new()
    {
        SourceQueue = attempt.SourceQueue,
        FailedAt = attempt.FailedAt,
        Cause = attempt.Cause,
        ExceptionType = attempt.ExceptionType,
        ExceptionMessage = attempt.ExceptionMessage,
        StackTrace = attempt.StackTrace,
        Exceptions = Json(attempt.Exceptions),
        Host = Json(attempt.Host),
        Headers = JsonElement.Parse(attempt.Headers),
        RetryCount = attempt.RetryCount,
        RedeliveryCount = attempt.RedeliveryCount,
        Body = attempt.Body,
        Digest = attempt.Digest,
    };

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}
