namespace Microservices.Model.Tests.Simulation;

/// <summary>Lets processes that work at once go on one step at a time, in an order that was drawn.</summary>
/// <param name="order">Which of those that wait goes on, turn by turn; then from the front again. None: the first.</param>
internal sealed class Turns(IReadOnlyList<int> order) : IDisposable
{
    // One that has not come to its next step by then waits for a lock that another one holds.
    private static readonly TimeSpan Blocked = TimeSpan.FromMilliseconds(30);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly List<(SimulatedProcess Process, TaskCompletionSource Turn)> _waiting = [];
    private int _running;
    private int _turn;

    /// <summary>Waits for a turn.</summary>
    public Task WaitAsync(SimulatedProcess process)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _waiting.Add((process, turn));
        _changed.Release();
        return turn.Task;
    }

    /// <summary>Runs some work of several processes, until all of it has ended.</summary>
    public async Task RunAsync(params IReadOnlyList<Func<Task>> work)
    {
        _running = work.Count;
        var all = work.Select(RunOneAsync).ToList();
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

    private async Task RunOneAsync(Func<Task> work)
    {
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
        var processes = _waiting.Select(waiting => waiting.Process).Distinct().ToList();
        if (processes.Count == 0 || processes.Count < _running && !isBlocked)
            return null;

        var chosen = processes[order.Count == 0 ? 0 : order[_turn++ % order.Count] % processes.Count];
        var index = _waiting.FindIndex(waiting => waiting.Process == chosen);
        var turn = _waiting[index].Turn;
        _waiting.RemoveAt(index);
        return turn;
    }
}
