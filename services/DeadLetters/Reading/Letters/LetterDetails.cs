using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Reading.Groups;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Brings together what is known of a dead letter.</summary>
internal sealed class LetterDetails(DeadLettersDbContext dbContext, ReplayReader replays, LetterTimeline timeline,
    LetterSiblings siblings, Masker masker)
{
    /// <summary>Brings it together.</summary>
    public async Task<LetterView> OfAsync(DeadLetter letter, bool unmask, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var attempts = await dbContext.Attempts.AsNoTracking().Where(attempt => attempt.DeadLetterId == letter.Id)
            .OrderBy(attempt => attempt.FailedAt).ThenBy(attempt => attempt.Id).ToListAsync(cancellationToken);
        var group = await dbContext.Groups.AsNoTracking().SingleAsync(group => group.Id == letter.GroupId, cancellationToken);
        var isReplaying = await dbContext.DeadLetters.AnyAsync(
            other => other.GroupId == group.Id && other.Status == DeadLetterStatus.Replaying, cancellationToken);
        var items = await replays.OfLetterAsync(letter.Id, cancellationToken);
        Func<string?, string?> text = unmask ? original => original : Masker.Text;
        var body = BodyText.Of(letter.Body, unmask ? null : masker);
        return new LetterView
        {
            Id = letter.Id,
            Queue = letter.Queue,
            Cause = letter.Cause,
            MessageType = letter.MessageType,
            ExceptionType = letter.ExceptionType,
            ExceptionMessage = text(letter.ExceptionMessage),
            Status = letter.Status,
            FirstFailedAt = letter.FirstFailedAt,
            LastFailedAt = letter.LastFailedAt,
            Attempts = letter.Attempts,
            FailedReplays = letter.FailedReplays,
            GroupId = letter.GroupId,
            MessageId = letter.MessageKey.StartsWith(ArrivalReader.HashPrefix, StringComparison.Ordinal) ? null : letter.MessageKey,
            CorrelationId = letter.CorrelationId,
            SourceQueue = letter.SourceQueue,
            ContentType = letter.ContentType,
            Body = body.Text,
            BodyNote = body.Note,
            BodyIsText = body.IsText,
            BodySize = letter.Body.Length,
            IsMasked = !unmask,
            Properties = letter.Properties is null ? null : JsonElement.Parse(letter.Properties).EnumerateObject()
                .ToDictionary(property => property.Name, property => HeaderJson.Show(property.Value)),
            Headers = HeaderKinds.Of(letter.Headers, unmask ? null : masker),
            Exceptions = Exceptions(letter, attempts, text),
            StackTrace = text(attempts.LastOrDefault()?.StackTrace),
            ConversationId = letter.ConversationId,
            TraceId = letter.TraceId,
            Group = new LetterGroup(group.Id, group.Title, GroupStatus.Of(group, isReplaying), group.Owner, group.Note, group.OpenCount),
            Timeline = await timeline.OfAsync(letter.Id, attempts, items, text, cancellationToken),
            Siblings = await siblings.OfAsync(letter, user, cancellationToken),
            ReplayItems = items,
            ResolvedAt = letter.ResolvedAt,
            ArchivedAt = letter.ArchivedAt,
            PurgeAt = letter.PurgeAt,
        };
    }

    // The chain may be missing: dropped by a full queue, or not come yet. What the error queue told is there.
    private static List<ExceptionView> Exceptions(
        DeadLetter letter, List<Attempt> attempts, Func<string?, string?> text)
    {
        var latest = attempts.LastOrDefault();
        List<ExceptionView> chain = latest?.Exceptions is { } exceptions
            ? JsonSerializer.Deserialize<List<ExceptionView>>(exceptions, JsonSerializerOptions.Web) ?? []
            : letter.ExceptionType is null ? [] : [new ExceptionView(letter.ExceptionType, letter.ExceptionMessage, latest?.StackTrace)];
        return chain.ConvertAll(exception => exception with
        {
            Message = text(exception.Message),
            StackTrace = text(exception.StackTrace),
        });
    }
}
