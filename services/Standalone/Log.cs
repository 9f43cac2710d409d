namespace Microservices.Standalone;

/// <summary>Log events of Standalone: 8000 to 8999, never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(8001, LogLevel.Information,
        "Took up {Count} orders that were not fulfilled when the process last ended")]
    public static partial void OrdersRecovered(this ILogger logger, int count);

    [LoggerMessage(8002, LogLevel.Information,
        "Took up {Count} invoices that had no PDF or were not mailed when the process last ended")]
    public static partial void InvoicesRecovered(this ILogger logger, int count);
}
