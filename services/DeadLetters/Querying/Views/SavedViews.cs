using Microservices.DeadLetters.Data;
using Microsoft.EntityFrameworkCore;

namespace Microservices.DeadLetters.Querying.Views;

/// <summary>Keeps queries under names that all operators share.</summary>
internal sealed class SavedViews(DeadLettersDbContext dbContext)
{
    /// <summary>Views there may be: more than anyone looks through.</summary>
    internal const int Most = 500;

    /// <summary>What names are like.</summary>
    public static string NameRule { get; } = $"1 to {ColumnLengths.Name} characters, without slashes and control characters";

    /// <summary>Whether a view may have this name.</summary>
    public static bool MayBeNamed(string name) => name.Length is > 0 and <= ColumnLengths.Name && !name.Any(IsForbidden);

    /// <summary>All views, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(CancellationToken cancellationToken) =>
        await dbContext.SavedViews.AsNoTracking().OrderBy(view => view.Name).ToListAsync(cancellationToken);

    /// <summary>One view.</summary>
    public Task<SavedView?> FindAsync(string name, CancellationToken cancellationToken) =>
        dbContext.SavedViews.AsNoTracking().SingleOrDefaultAsync(view => view.Name == name, cancellationToken);

    /// <summary>Saves a query under a name, new or not. The last one who saves it owns it.</summary>
    /// <returns>Whether there was room for it.</returns>
    /// <exception cref="QueryException">The query cannot be read.</exception>
    public async Task<bool> SaveAsync(string name, string query, string owner, CancellationToken cancellationToken)
    {
        QueryParser.Parse(query);
        if (await UpdateAsync(name, query, owner, cancellationToken))
            return true;
        if (await dbContext.SavedViews.CountAsync(cancellationToken) >= Most)
            return false;

        // Two who save a new name at once both succeed. Both engines know the statement.
        await dbContext.Database.ExecuteSqlAsync($"""
            INSERT INTO saved_views (name, query, owner) VALUES ({name}, {query}, {owner})
            ON CONFLICT (name) DO UPDATE SET query = excluded.query, owner = excluded.owner
            """, cancellationToken);
        return true;
    }

    /// <summary>Forgets a name.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken) =>
        await dbContext.SavedViews.Where(view => view.Name == name).ExecuteDeleteAsync(cancellationToken) > 0;

    // A slash would end the name in a path; proxies disagree on its escape. Half a character is in no encoding.
    private static bool IsForbidden(char character) =>
        character is '/' or '\\' || char.IsControl(character) || char.IsSurrogate(character);

    private async Task<bool> UpdateAsync(string name, string query, string owner, CancellationToken cancellationToken) =>
        await dbContext.SavedViews.Where(view => view.Name == name).ExecuteUpdateAsync(
            update => update.SetProperty(view => view.Query, query).SetProperty(view => view.Owner, owner),
            cancellationToken) > 0;
}
