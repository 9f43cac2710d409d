namespace Microservices.DeadLetters.Archive.Transfer;

/// <summary>What was imported, and what not.</summary>
/// <param name="Imported">Dead letters that are new here.</param>
/// <param name="AlreadyThere">Those that are here already, and stay as they are.</param>
/// <param name="RejectedLines">How many lines cannot be stored.</param>
/// <param name="Rejected">The first thousand of them.</param>
public sealed record ImportReport(long Imported, long AlreadyThere, long RejectedLines, IReadOnlyList<RejectedLine> Rejected);
