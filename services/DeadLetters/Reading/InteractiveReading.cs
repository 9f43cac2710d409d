using System.Data;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microservices.DeadLetters.Reading;

/// <summary>Reading for somebody who waits.</summary>
internal static class InteractiveReading
{
    // To compile a plan takes longer than to run one of these. In the 4 MB of the default, a bitmap of 100,000 rows knows
    // only their pages, of which every row is then looked at.
    private const string Settings =
        "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off; SET LOCAL work_mem = '32MB'";

    /// <summary>
    /// Begins a transaction that sees one moment, and whose statements are planned for the values that they are asked for:
    /// one plan for all of them would read a table for a word that is in ten rows, or an index for one that is in all.
    /// </summary>
    /// <returns>The transaction; null on SQLite, where it would keep writers out.</returns>
    public static async Task<IDbContextTransaction?> BeginAsync(DeadLettersDbContext dbContext, CancellationToken cancellationToken)
    {
        if (!dbContext.Database.IsNpgsql())
            return null;

        var transaction = await dbContext.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await dbContext.Database.ExecuteSqlRawAsync(Settings, cancellationToken);
        return transaction;
    }
}
