using System.Data.Common;

namespace Microservices.DeadLetters.Replay.Store;

/// <summary>Runs a transaction again that the database ended to free others.</summary>
internal static class ReplayStrategy
{
    private const int Attempts = 5;

    // Serialization failure and deadlock: https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static readonly string[] TryAgainStates = ["40001", "40P01"];

    /// <summary>Runs it up to five times.</summary>
    public static async Task<T> RetryAsync<T>(DeadLettersDbContext dbContext, Func<Task<T>> transaction)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transaction();
            }
            catch (Exception exception) when (attempt < Attempts && IsTransient(exception))
            {
                dbContext.ChangeTracker.Clear();
            }
        }
    }

    private static bool IsTransient(Exception? exception) => exception is not null
        && (exception is DbException { SqlState: { } state } && TryAgainStates.Contains(state)
            || IsTransient(exception.InnerException));
}
