namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>A line that cannot be stored.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RejectedLine(long Line, string Reason);
