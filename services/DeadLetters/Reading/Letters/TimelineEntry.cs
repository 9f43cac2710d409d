namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Something that happened to a dead letter.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Kind"><c>failed</c>, <c>replayed</c>, the state of a replay item, or the action of an operator.</param>
/// <param name="Actor">Who did it; null when nobody did.</param>
/// <param name="Text">What else there is to know.</param>
public sealed record TimelineEntry(DateTime At, string Kind, string? Actor, string? Text);
