using System.Globalization;
using System.Text.Json;
using Microservices.DeadLetters.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Auditing;

/// <summary>Reads the audit.</summary>
internal sealed class AuditReader(DeadLettersDbContext dbContext)
{
    /// <summary>Reads a page, the latest first.</summary>
    /// <param name="target">
    /// Only what was done to this, such as <c>dead-letter:12</c>; null for all, in which an action on many dead letters is one
    /// entry.
    /// </param>
    /// <param name="cursor">The last entry of the page before; null for the first page.</param>
    /// <param name="limit">The most entries.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<AuditPage> ReadAsync(string? target, long? cursor, int limit, CancellationToken cancellationToken)
    {
        var entries = dbContext.Audit.AsNoTracking();
        entries = target is null
            ? entries.Where(entry => !entry.Action.StartsWith(AuditEntries.PerLetter))
            : entries.Where(entry => entry.Target == target);
        if (cursor is not null)
            entries = entries.Where(entry => entry.Id < cursor);

        var found = await entries.OrderByDescending(entry => entry.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var page = found.Take(limit).ToList();
        return new AuditPage([.. page.Select(ToView)],
            found.Count > limit ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    // SQLite gives times back without saying that they are UTC.
    private static AuditView ToView(AuditEntry entry) => new(entry.Id, DateTime.SpecifyKind(entry.At, DateTimeKind.Utc),
        entry.Actor, entry.Action, entry.Target, entry.Reason,
        entry.Details is null ? null : JsonElement.Parse(entry.Details));
}
