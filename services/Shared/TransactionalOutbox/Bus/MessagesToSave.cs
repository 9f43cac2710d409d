namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>The messages that a save stores.</summary>
/// <param name="Joining">Stored by a statement of ours behind the save's last command.</param>
/// <param name="Tracked">Stored by EF Core; their sequence numbers are known when the save ends.</param>
/// <param name="Guarded">The tables of <see cref="GuardedTables"/>; null when the database was not asked.</param>
internal readonly record struct MessagesToSave(
    List<OutboxMessage> Joining, List<OutboxMessage> Tracked, IReadOnlySet<string>? Guarded = null);
