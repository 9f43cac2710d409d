namespace Microservices.Invoice.Amounts;

/// <summary>How a line is taxed: the codes of EN 16931 (BT-151, UNCL 5305) that deliveries of goods have.</summary>
internal enum TaxCategory
{
    /// <summary>At a rate above zero.</summary>
    S,

    /// <summary>At a rate of zero.</summary>
    Z,

    /// <summary>Exempt goods.</summary>
    E,

    /// <summary>Exempt as a delivery into another member state (Directive 2006/112/EC, Art. 138).</summary>
    K,

    /// <summary>Exempt as an export.</summary>
    G,
}
