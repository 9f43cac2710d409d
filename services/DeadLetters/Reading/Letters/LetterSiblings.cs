using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Security;

namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Tells what became of the same message at the other consumers of its type.</summary>
internal sealed class LetterSiblings(DeadLettersDbContext dbContext, EventConsumers consumers)
{
    /// <summary>The state of a consumer that has no dead letter of the message.</summary>
    public const string None = "none";

    /// <summary>Tells it, by queue: those that the caller may see.</summary>
    public async Task<IReadOnlyList<SiblingView>> OfAsync(DeadLetter letter, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        // Two messages without an id may have the same bytes and nothing else in common.
        if (letter.MessageKey.StartsWith(ArrivalReader.HashPrefix, StringComparison.Ordinal))
            return [];

        var failed = await dbContext.DeadLetters.AsNoTracking()
            .Where(other => other.MessageKey == letter.MessageKey && other.Id != letter.Id)
            .OrderBy(other => other.Queue)
            .Select(other => new SiblingView(other.Queue, other.Status, other.Id)).ToListAsync(cancellationToken);
        var queues = await consumers.FindAsync(letter.MessageType, cancellationToken);
        return
        [
            .. failed.Concat(queues.Except(failed.Select(sibling => sibling.Queue)).Where(queue => queue != letter.Queue)
                .Select(queue => new SiblingView(queue, None, null))).Where(sibling => user.MayUse(sibling.Queue)).OrderBy(sibling => sibling.Queue, StringComparer.Ordinal),
        ];
    }
}
