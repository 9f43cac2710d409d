namespace Microservices.Model.Tests.Simulation;

/// <summary>A process that can be killed between any two steps of its work: everything it tries from then on fails.</summary>
internal sealed class SimulatedProcess
{
    private readonly Lock _lock = new();
    private int? _stepsToLive;
    private Turns? _turns;

    public bool IsKilled { get; private set; }

    /// <summary>Starts it, again when it was killed.</summary>
    /// <param name="stepsToLive">After how many steps it is killed; never when null.</param>
    /// <param name="turns">Decides who goes on, where several work at once.</param>
    public void Start(int? stepsToLive = null, Turns? turns = null)
    {
        lock (_lock)
            (IsKilled, _stepsToLive, _turns) = (false, stepsToLive, turns);
    }

    /// <summary>Takes a step.</summary>
    /// <exception cref="ProcessKilledException">The process was killed before it.</exception>
    public void Step()
    {
        lock (_lock)
        {
            if (IsKilled || _stepsToLive-- == 0)
            {
                IsKilled = true;
                throw new ProcessKilledException();
            }
        }
    }

    /// <summary>Takes a step when its turn comes.</summary>
    /// <inheritdoc cref="Step"/>
    public async Task StepAsync()
    {
        if (_turns is { } turns)
            await turns.WaitAsync();
        Step();
    }
}
