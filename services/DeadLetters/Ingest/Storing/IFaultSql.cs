using Microservices.DeadLetters.Ingest.Parsing;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>What the engines say differently when faults are stored. All run in the caller's transaction.</summary>
internal interface IFaultSql
{
    /// <summary>Gives exceptions to the attempts that are there; the others wait for theirs.</summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="faults">What has come.</param>
    /// <param name="tolerance">How far the two times of one failure may be apart.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    Task StoreAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<IncomingFault> faults, TimeSpan tolerance, DateTime now,
        CancellationToken cancellationToken);

    /// <summary>Gives attempts the exceptions that have waited for them, and forgets where they waited.</summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="keys">The dead letters to look at.</param>
    /// <param name="tolerance">How far the two times of one failure may be apart.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    Task MatchAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<(string Queue, string MessageKey)> keys,
        TimeSpan tolerance, CancellationToken cancellationToken);
}
