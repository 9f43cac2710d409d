using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay.Requests;

namespace Microservices.DeadLetters.Replay;

/// <summary>Stands in as long as no query language is registered.</summary>
internal sealed class IdsOnlySelector : ILetterSelector
{
    public IQueryable<DeadLetter> Select(DeadLettersDbContext dbContext, string query, bool mayUnmask) =>
        throw new ReplayRequestException("query", "cannot be used here: give ids");
}
