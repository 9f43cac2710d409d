namespace Microservices.DeadLetters.Archive;

/// <summary>The statements of the archive that EF Core has no words for. All run in the caller's transaction.</summary>
internal interface IArchiveSql
{
    /// <summary>
    /// Reads dead letters and keeps them as they are until the transaction ends. In the order of their ids, as the ingest does:
    /// of two that lock the same ones, one waits, and none for each other.
    /// </summary>
    Task<List<SelectedLetter>> LockAsync(
        DeadLettersDbContext dbContext, IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Takes dead letters that are due for deletion, and whom no other replica has.</summary>
    Task<List<SelectedLetter>> LockDueAsync(
        DeadLettersDbContext dbContext, DateTime now, int limit, CancellationToken cancellationToken);

    /// <summary>Writes an entry of the audit for each dead letter.</summary>
    /// <param name="dbContext">The database.</param>
    /// <param name="ids">The dead letters; to be called before they are deleted.</param>
    /// <param name="entry">The entry, of which each gets a copy with its own target.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    Task AuditAsync(DeadLettersDbContext dbContext, IReadOnlyCollection<long> ids, AuditEntry entry,
        CancellationToken cancellationToken);
}
