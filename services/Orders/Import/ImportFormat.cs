namespace Microservices.Orders.Import;

/// <summary>How a file of orders is written.</summary>
internal enum ImportFormat
{
    /// <summary>RFC 4180 with a header, one line of an order per record.</summary>
    Csv,

    /// <summary>One order in JSON per line.</summary>
    NdJson,
}
