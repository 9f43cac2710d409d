using Microservices.DeadLetters.Auditing;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay.Requests;
using Microservices.DeadLetters.Security;

namespace Microservices.DeadLetters.Querying.Views;

/// <summary>
/// Keeps queries under names. Who may see all queues shares all views; who is limited to some has their own only, since a name
/// and a query may tell of other queues. Each change is written into the audit.
/// </summary>
internal sealed class SavedViews(DeadLettersDbContext dbContext, Masker masker, TimeProvider timeProvider)
{
    /// <summary>Views there may be: more than anyone looks through.</summary>
    internal const int Most = 500;

    /// <summary>What names are like.</summary>
    public static string NameRule { get; } = $"1 to {ColumnLengths.Name} characters, without slashes and control characters";

    /// <summary>Whether a view may have this name.</summary>
    public static bool MayBeNamed(string name) => name.Length is > 0 and <= ColumnLengths.Name && !name.Any(IsForbidden);

    /// <summary>The caller's views, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await Of(user).AsNoTracking().OrderBy(view => view.Name).ToListAsync(cancellationToken);

    /// <summary>One of the caller's views.</summary>
    public Task<SavedView?> FindAsync(string name, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        Of(user).AsNoTracking().SingleOrDefaultAsync(view => view.Name == name, cancellationToken);

    /// <summary>Saves a query under a name, new or not. The last one who saves it owns it.</summary>
    /// <exception cref="QueryException">The query cannot be read.</exception>
    /// <exception cref="ReplayRequestException">There are too many, somebody else has the name, or the query holds personal data.</exception>
    public async Task SaveAsync(string name, string query, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (Masker.IsHidden(masker.Query(query)))
            throw new ReplayRequestException("query", "must hold no personal data: a view is kept, and others see it");

        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        if (!await dbContext.SavedViews.AnyAsync(view => view.Name == name, cancellationToken)
            && await dbContext.SavedViews.CountAsync(cancellationToken) >= Most)
        {
            throw new ReplayRequestException("view", $"cannot be kept: there are {Most}; forget one first");
        }

        // Two who save a new name at once both succeed. Both engines know the statement.
        var (owner, maySeeAll) = (user.Actor(), user.MaySeeAll());
        var saved = await dbContext.Database.ExecuteSqlAsync($"""
            INSERT INTO saved_views (name, query, owner) VALUES ({name}, {query}, {owner})
            ON CONFLICT (name) DO UPDATE SET query = excluded.query, owner = excluded.owner
            WHERE {maySeeAll} OR saved_views.owner = {owner}
            """, cancellationToken);
        if (saved == 0)
            throw new ReplayRequestException("name", "must be another one: somebody else has a view of this name");

        await AuditAsync("view.saved", name, query, user, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Forgets one of the caller's views.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteAsync(string name, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var transaction = await dbContext.Database.BeginTransactionAsync(cancellationToken);
        if (await Of(user).Where(view => view.Name == name).ExecuteDeleteAsync(cancellationToken) == 0)
            return false;

        await AuditAsync("view.forgotten", name, null, user, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // A slash would end the name in a path; proxies disagree on its escape. Half a character is in no encoding.
    private static bool IsForbidden(char character) =>
        character is '/' or '\\' || char.IsControl(character) || char.IsSurrogate(character);

    private IQueryable<SavedView> Of(ClaimsPrincipal user)
    {
        var owner = user.Actor();
        return user.MaySeeAll() ? dbContext.SavedViews : dbContext.SavedViews.Where(view => view.Owner == owner);
    }

    private async Task AuditAsync(string action, string name, string? query, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        dbContext.Audit.Add(AuditEntries.Create(timeProvider.GetUtcNow().UtcDateTime, user.Actor(), action, $"view:{name}", null,
            query is null ? null : new { query }));
        await dbContext.SaveChangesAsync(cancellationToken);
        dbContext.ChangeTracker.Clear();
    }
}

/// <summary>All views.</summary>
/// <param name="Items">By name.</param>
public sealed record SavedViewList(IReadOnlyList<SavedViewResponse> Items);

/// <summary>The query of a view.</summary>
public sealed record SavedViewRequest
{
    /// <summary>A query of the query language; empty for what is open.</summary>
    public required string Query { get; init; }
}

/// <summary>A query with a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">The query.</param>
/// <param name="Owner">Who saved it last.</param>
public sealed record SavedViewResponse(string Name, string Query, string Owner)
{
    internal static SavedViewResponse From(SavedView view) => new(view.Name, view.Query, view.Owner);
}
