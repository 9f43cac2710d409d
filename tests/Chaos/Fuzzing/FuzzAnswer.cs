namespace Microservices.Chaos.Fuzzing;

/// <summary>What a service answered an input.</summary>
/// <param name="Input">The input.</param>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Fault">What is wrong with the answer; null when nothing is.</param>
internal sealed record FuzzAnswer(FuzzInput Input, int Status, string? Fault);
