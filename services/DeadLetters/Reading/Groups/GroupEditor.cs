using Microservices.DeadLetters.Auditing;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Security;

namespace Microservices.DeadLetters.Reading.Groups;

/// <summary>Lets operators say how a group stands, who takes care of it, and what is known.</summary>
internal sealed class GroupEditor(DeadLettersDbContext dbContext, GroupReader reader, TimeProvider timeProvider)
{
    /// <summary>Changes a group, and writes that into the audit.</summary>
    /// <returns>The group as it is now; null when there is none of that number in the caller's queues.</returns>
    /// <exception cref="ReplayDeniedException">It takes the scope deadletters.operate.</exception>
    /// <exception cref="ReplayRequestException">A field breaks its rule.</exception>
    public async Task<GroupItem?> ChangeAsync(
        long id, GroupUpdate update, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!user.Has(Scopes.DeadLettersOperate))
            throw new ReplayDeniedException("To change a group takes the scope deadletters.operate.");
        Check(update);

        var group = await dbContext.Groups.AsNoTracking().SingleOrDefaultAsync(group => group.Id == id, cancellationToken);
        if (group is null || !user.MayUse(group.Queue))
            return null;

        if (update.Version is { } version && version != group.Version)
            throw new ReplayRequestException("version", "is not the group's any more: read it again, something has changed it");

        var (owner, note) = (Text(update.Owner), Text(update.Note));
        if (update.Status is { } status && status != group.Status || update.Owner is not null && owner != group.Owner
            || update.Note is not null && note != group.Note)
        {
            await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);

            // Only the columns that the update names: the ingest counts in others, and what comes again changes the status.
            var changed = await dbContext.Groups.Where(row => row.Id == id && (update.Version == null || row.Version == update.Version))
                .ExecuteUpdateAsync(set =>
                {
                    set.SetProperty(row => row.Version, row => row.Version + 1);
                    if (update.Status is not null)
                        set.SetProperty(row => row.Status, update.Status);
                    if (update.Owner is not null)
                        set.SetProperty(row => row.Owner, owner);
                    if (update.Note is not null)
                        set.SetProperty(row => row.Note, note);
                }, cancellationToken);
            if (changed == 0)
                throw new ReplayRequestException("version", "is not the group's any more: read it again, something has changed it");

            dbContext.Audit.Add(AuditEntries.Create(timeProvider.GetUtcNow().UtcDateTime, user.Actor(), "group.changed",
                AuditEntries.Group(id), null, new { update.Status, update.Owner, update.Note }));
            await dbContext.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            dbContext.ChangeTracker.Clear();
        }

        return await reader.FindAsync(id, user, cancellationToken);
    }

    private static void Check(GroupUpdate update)
    {
        if (update.Status == GroupStatus.Replaying)
            throw new ReplayRequestException("status", "replaying is what replays make of it; replay its dead letters");
        if (update.Status is { } status && !GroupStatus.Settable.Contains(status))
            throw new ReplayRequestException("status", $"must be one of {string.Join(", ", GroupStatus.Settable)}");
        if (update.Owner?.Length > ColumnLengths.Name)
            throw new ReplayRequestException("owner", $"must have at most {ColumnLengths.Name} characters");
        if (update.Note?.Length > ColumnLengths.ExceptionMessage)
            throw new ReplayRequestException("note", $"must have at most {ColumnLengths.ExceptionMessage} characters");
    }

    private static string? Text(string? update) =>
        update is null ? null : SafeText.Fit(update.Trim(), ColumnLengths.ExceptionMessage);
}

/// <summary>A change of a group; members that are left out stay.</summary>
public sealed record GroupUpdate
{
    /// <summary><c>new</c>, <c>investigating</c>, <c>resolved</c> or <c>ignored</c>.</summary>
    public string? Status { get; init; }

    /// <summary>
    /// The group's <c>version</c> that was read, so that a status is not set over what has happened since; without it, the
    /// update is made over anything.
    /// </summary>
    public int? Version { get; init; }

    /// <summary>Who takes care of it; empty for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>A note; empty for none.</summary>
    public string? Note { get; init; }
}
