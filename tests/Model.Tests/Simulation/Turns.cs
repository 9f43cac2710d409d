namespace Microservices.Model.Tests.Simulation;

/// <summary>Lets processes that work at once go on one step at a time, in an order that was drawn.</summary>
/// <param name="order">
/// Whose turn is next, by its number in the call of <see cref="RunAsync"/>; then from the front again. When that one has ended or
/// waits for a lock, the first one that waits for its turn.
/// </param>
internal sealed class Turns(IReadOnlyList<int> order) : IDisposable
{
    // One that has not come to its next step by then waits for a lock that another one holds.
    private static readonly TimeSpan Blocked = TimeSpan.FromMilliseconds(30);

    private static readonly AsyncLocal<int> Number = new();

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly List<(int Number, TaskCompletionSource Turn)> _waiting = [];
    private int _running;
    private int _turn;

    /// <summary>Waits for a turn.</summary>
    public Task WaitAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _waiting.Add((Number.Value, turn));
        _changed.Release();
        return turn.Task;
    }

    /// <summary>Runs some work of several processes, until all of it has ended.</summary>
    public async Task RunAsync(params IReadOnlyList<Func<Task>> work)
    {
        _running = work.Count;
        var all = work.Select((one, number) => RunOneAsync(one, number)).ToList();
        while (true)
        {
            var isBlocked = !await _changed.WaitAsync(Blocked);
            TaskCompletionSource? next;
            lock (_lock)
            {
                if (_running == 0)
                    break;
                next = Next(isBlocked);
            }

            next?.SetResult();
        }

        await Task.WhenAll(all);
    }

    public void Dispose() => _changed.Dispose();

    private async Task RunOneAsync(Func<Task> work, int number)
    {
        Number.Value = number; // flows into all that it calls
        try
        {
            await Task.Run(work);
        }
        finally
        {
            lock (_lock)
                _running--;
            _changed.Release();
        }
    }

    private TaskCompletionSource? Next(bool isBlocked)
    {
        var numbers = _waiting.Select(waiting => waiting.Number).Distinct().Order().ToList();
        if (numbers.Count == 0 || numbers.Count < _running && !isBlocked)
            return null;

        var wanted = order.Count == 0 ? 0 : order[_turn++ % order.Count];
        var chosen = numbers.Contains(wanted) ? wanted : numbers[0];
        var index = _waiting.FindIndex(waiting => waiting.Number == chosen);
        var turn = _waiting[index].Turn;
        _waiting.RemoveAt(index);
        return turn;
    }
}
