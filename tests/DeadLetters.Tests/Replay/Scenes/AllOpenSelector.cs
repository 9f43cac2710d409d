using Microservices.DeadLetters.Data;
using Microservices.DeadLetters.Replay;

namespace Microservices.DeadLetters.Tests.Replay.Scenes;

internal sealed class AllOpenSelector : ILetterSelector
{
    public IQueryable<DeadLetter> Select(DeadLettersDbContext dbContext, string query, bool mayUnmask) =>
        dbContext.DeadLetters.Where(letter => letter.Status == "open" || letter.Status == "replaying");
}
