using System.Diagnostics;
using System.Globalization;

namespace Microservices.Testing;

/// <summary>Waits for what happens at some time, at most for a stated time, and says what it waited for.</summary>
public static class Eventually
{
    /// <summary>How long is waited where the caller says nothing: 30 seconds.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until a condition holds. A condition that throws counts as one that does not hold yet.</summary>
    /// <param name="condition">What shall become true.</param>
    /// <param name="what">What is awaited, for the message: "the invoice is in the database".</param>
    /// <param name="timeout">How long to wait; <see cref="DefaultTimeout"/> by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not hold in time; the condition's last exception is inside.</exception>
    public static Task Holds(Func<Task<bool>> condition, string what, TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Reads(condition, holds => holds, what, timeout, cancellationToken);
    }

    /// <inheritdoc cref="Holds(Func{Task{bool}}, string, TimeSpan?, CancellationToken)"/>
    public static Task Holds(Func<bool> condition, string what, TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Reads(() => Task.FromResult(condition()), holds => holds, what, timeout, cancellationToken);
    }

    /// <summary>Reads a value again and again until it is as wanted, and returns it.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="read">Reads the value; an exception counts as a value that is not as wanted yet.</param>
    /// <param name="until">Whether the value is as wanted.</param>
    /// <param name="what">What is awaited, for the message.</param>
    /// <param name="timeout">How long to wait; <see cref="DefaultTimeout"/> by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The first value that is as wanted.</returns>
    /// <exception cref="TimeoutException">No value was as wanted in time; the message holds the last one.</exception>
    public static async Task<T> Reads<T>(Func<Task<T>> read, Func<T, bool> until, string what,
        TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(until);
        ArgumentException.ThrowIfNullOrWhiteSpace(what);

        var limit = timeout ?? DefaultTimeout;
        var waited = Stopwatch.StartNew();
        for (var pause = ShortestPause; ; pause = Longer(pause))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Exception? failure = null;
            var last = "nothing was read";
            try
            {
                var value = await read();
                if (until(value))
                {
                    return value;
                }

                last = $"last read: {value}";
            }
            // What is awaited may not be there at all yet (no table, no queue, no server): that is "not yet".
            catch (Exception exception) when (exception is not OperationCanceledException
                || !cancellationToken.IsCancellationRequested)
            {
                failure = exception;
                last = $"last failure: {exception.Message}";
            }

            if (waited.Elapsed >= limit)
            {
                var seconds = limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
                throw new TimeoutException($"Waited {seconds} s in vain until {what} ({last}).", failure);
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
}
