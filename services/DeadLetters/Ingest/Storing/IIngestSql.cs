using Microservices.DeadLetters.Ingest.Parsing;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>What the engines say differently when dead letters are stored. All but the first run in the caller's transaction.</summary>
internal interface IIngestSql
{
    /// <summary>Makes the groups that are missing; two who make the same one get the same one.</summary>
    /// <returns>The groups' ids by fingerprint.</returns>
    Task<IReadOnlyDictionary<string, long>> EnsureGroupsAsync(
        DeadLettersDbContext dbContext, IReadOnlyCollection<IncomingLetter> examples, CancellationToken cancellationToken);

    /// <summary>Finds the dead letters that are there, and keeps others from changing them.</summary>
    Task<IReadOnlyList<StoredLetter>> LockAsync(DeadLettersDbContext dbContext,
        IReadOnlyCollection<LetterKey> keys, CancellationToken cancellationToken);

    /// <summary>Inserts dead letters and gives them their ids.</summary>
    /// <returns>Whether all were new; another process may have been faster, and then the transaction is to be repeated.</returns>
    Task<bool> InsertLettersAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken);

    /// <summary>Inserts the attempts that are not there yet.</summary>
    /// <returns>The places, in the list, of those that were inserted.</returns>
    Task<IReadOnlySet<int>> InsertAttemptsAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken);

    /// <summary>Changes dead letters that were there.</summary>
    Task UpdateLettersAsync(
        DeadLettersDbContext dbContext, IReadOnlyList<LetterChange> changes, CancellationToken cancellationToken);

    /// <summary>Counts in groups; one of which nothing was open and that fails again is new.</summary>
    Task CountAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<GroupChange> changes,
        IReadOnlyCollection<GroupHour> hours, CancellationToken cancellationToken);
}
