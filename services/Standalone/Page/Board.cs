namespace Microservices.Standalone.Page;

/// <summary>The board: the latest orders and how many of everything there are.</summary>
/// <param name="Counts">Totals.</param>
/// <param name="Orders">The latest orders, newest first.</param>
internal sealed record Board(Progress.FulfilmentCounts Counts, IReadOnlyList<BoardOrder> Orders);
