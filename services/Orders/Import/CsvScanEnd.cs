namespace Microservices.Orders.Import;

/// <summary>How far one record reaches into the bytes looked at.</summary>
internal enum CsvScanEnd
{
    /// <summary>The record ends; so many bytes are its.</summary>
    Complete,

    /// <summary>A quote opened and never closed within the record's limit.</summary>
    OpenQuote,

    /// <summary>After a closing quote comes neither comma nor end of line.</summary>
    TextAfterQuote,

    /// <summary>A quote in a field that does not begin with one.</summary>
    BareQuote,

    /// <summary>The record is longer than its limit.</summary>
    TooLong,
}
