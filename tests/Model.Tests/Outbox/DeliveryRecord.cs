namespace Microservices.Model.Tests.Outbox;

/// <summary>What one delivery sent.</summary>
internal sealed class DeliveryRecord
{
    private static long _clock;

    private readonly List<(long At, Guid Message)> _accepted = [];
    private readonly HashSet<Guid> _disturbed = [];

    public Queue<SendFate> Fates { get; init; } = [];

    /// <summary>Whether the process was killed in it.</summary>
    public bool IsKilled { get; set; }

    /// <summary>The messages that the broker has, as often as it has them, and when it got them.</summary>
    public IReadOnlyList<(long At, Guid Message)> Accepted => _accepted;

    /// <summary>Whether the sender knows that the broker has the message, or would, had it lived.</summary>
    public bool IsDisturbed(Guid message) => IsKilled || _disturbed.Contains(message);

    public void Send(Guid message)
    {
        var fate = Fates.TryDequeue(out var drawn) ? drawn : SendFate.Confirmed;
        if (fate != SendFate.Confirmed)
            _disturbed.Add(message);
        if (fate != SendFate.Refused)
            _accepted.Add((Interlocked.Increment(ref _clock), message));
        if (fate != SendFate.Confirmed)
            throw new InvalidOperationException($"The broker: {fate}.");
    }
}
