namespace Microservices.DeadLetters.Replay;

/// <summary>What a replay is doing, as the column <c>replays.state</c> has it.</summary>
internal static class ReplayState
{
    public const string Running = "running";
    public const string Paused = "paused";

    /// <summary>Nothing more is sent; what has been sent may still be acknowledged.</summary>
    public const string Cancelled = "cancelled";
    public const string Done = "done";
}
