namespace Microservices.DeadLetters.Replay;

/// <summary>Turns a query of the query language into a query of the database.</summary>
internal interface ILetterSelector
{
    /// <summary>Selects the dead letters that match.</summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="query">The query.</param>
    /// <param name="mayUnmask">
    /// Whether who asks may see personal data. Who may not cannot search the words of messages, either: what matches would tell
    /// them letter by letter.
    /// </param>
    /// <exception cref="ReplayDeniedException">The query searches the words of messages, and may not.</exception>
    IQueryable<DeadLetter> Select(DeadLettersDbContext dbContext, string query, bool mayUnmask);
}
