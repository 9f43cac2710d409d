namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>Dead letters, the latest failure first.</summary>
/// <param name="Items">The dead letters.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
/// <param name="Total">How many matched when the first page was read; null when they were more than 10,000.</param>
/// <param name="More">Whether they were more than 10,000.</param>
public sealed record LetterPage(IReadOnlyList<LetterItem> Items, string? Next, int? Total, bool More);
