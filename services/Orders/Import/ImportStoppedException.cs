namespace Microservices.Orders.Import;

/// <summary>An import ended before its file did, because the file is too large or came too slowly.</summary>
internal sealed class ImportStoppedException(BadHttpRequestException reason, ImportSummary soFar)
    : Exception($"{reason.Message} {soFar.Accepted} orders were accepted and stay; the rest of the file was not taken. "
        + "Send the file again, in parts if it is too large: orders that are known are not taken twice.", reason)
{
    /// <summary>The HTTP status that says why.</summary>
    internal int StatusCode { get; } = reason.StatusCode;

    /// <summary>What became of the file until then.</summary>
    internal ImportSummary SoFar { get; } = soFar;
}
