using Contracts.Orders;

namespace Microservices.ServiceDefaults.Customers;

/// <summary>One line of the order as the customer reads it.</summary>
/// <param name="Description">The description of the item, or its SKU where nothing describes it.</param>
/// <param name="Sku">The stock-keeping unit.</param>
/// <param name="Quantity">Pieces, grouped.</param>
/// <param name="UnitPrice">Price of a piece with its currency.</param>
/// <param name="Amount">Amount of the line with its currency.</param>
public sealed record CustomerOrderLine(string Description, string Sku, string Quantity, string UnitPrice, string Amount)
{
    internal static CustomerOrderLine Of(OrderLine line, CustomerFormat format)
    {
        var sku = SingleLine.Of(line.Sku);
        var description = SingleLine.Of(line.Description);

        return new CustomerOrderLine(
            Description: description.Length > 0 ? description : sku,
            Sku: sku,
            Quantity: format.Quantity(line.Quantity),
            UnitPrice: format.Money(line.UnitPrice),
            Amount: format.Money(format.LineAmount(line)));
    }
}
