namespace Microservices.Invoice.Amounts;

/// <summary>Why an order's VAT rate is what it is; decides the note on the invoice.</summary>
internal enum VatTreatment
{
    /// <summary>The country of destination is in the rate table: its rate applies.</summary>
    Destination,

    /// <summary>The country of destination is not in the rate table: export, 0 %.</summary>
    Export,

    /// <summary>The order names no country: the seller's own rate applies.</summary>
    Seller,
}
