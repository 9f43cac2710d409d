namespace Microservices.Orders.Import;

/// <summary>How far an import is; what is accepted is committed.</summary>
/// <param name="BytesRead">Bytes taken from the file.</param>
/// <param name="LinesRead">Records read: lines of orders, without header and blank lines.</param>
/// <param name="Accepted">Orders accepted so far.</param>
/// <param name="Duplicates">Orders that had been accepted before.</param>
/// <param name="Rejected">Orders rejected so far.</param>
/// <param name="Rejections">The orders rejected since the last report.</param>
internal sealed record ImportProgress(long BytesRead, long LinesRead, long Accepted, long Duplicates, long Rejected,
    IReadOnlyList<RejectedOrder> Rejections);
