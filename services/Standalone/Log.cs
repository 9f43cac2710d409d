namespace Microservices.Standalone;

/// <summary>Log events of Standalone: 8000 to 8999, never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(8001, LogLevel.Information,
        "Took up {Count} orders that were not fulfilled when the process last ended")]
    public static partial void OrdersRecovered(this ILogger logger, int count);

    [LoggerMessage(8002, LogLevel.Information,
        "Asked again for the PDFs of {Count} invoices that had none when the process last ended")]
    public static partial void DocumentsRecovered(this ILogger logger, int count);
}
