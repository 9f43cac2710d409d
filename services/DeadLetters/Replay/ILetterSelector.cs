using Microservices.DeadLetters.Data;

namespace Microservices.DeadLetters.Replay;

/// <summary>Turns a query of the query language into a query of the database.</summary>
internal interface ILetterSelector
{
    /// <summary>Selects the dead letters that match.</summary>
    IQueryable<DeadLetter> Select(DeadLettersDbContext dbContext, string query);
}
