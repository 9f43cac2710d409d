namespace Microservices.Invoice.Amounts;

/// <summary>Why an order's VAT is what it is; decides the note on the invoice.</summary>
internal enum VatTreatment
{
    /// <summary>There are rates of the destination: they apply.</summary>
    Destination,

    /// <summary>There are no rates of the destination: export, 0 %.</summary>
    Export,

    /// <summary>The order names no country: the seller's own rates apply.</summary>
    Seller,

    /// <summary>Goods go from one member state of the Union to a company in another: the company accounts for the VAT.</summary>
    IntraCommunity,
}
