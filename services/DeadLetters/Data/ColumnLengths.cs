namespace Microservices.DeadLetters.Data;

/// <summary>Lengths of columns, each with the limit behind it.</summary>
internal static class ColumnLengths
{
    /// <summary>AMQP short strings hold 255 bytes: names of queues, message ids, content types.</summary>
    public const int ShortString = 255;

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public const int Hash = 64;

    /// <summary>Our own words for states and causes.</summary>
    public const int Word = 32;

    /// <summary>Names of .NET types with their generic arguments; the language sets no limit, the ingest cuts.</summary>
    public const int TypeName = 1024;

    /// <summary>MassTransit cuts a fault's message to this.</summary>
    public const int ExceptionMessage = 2048;

    /// <summary>What operators type: reasons, notes.</summary>
    public const int Reason = 500;

    /// <summary>Names of operators and tickets.</summary>
    public const int Name = 200;
}
