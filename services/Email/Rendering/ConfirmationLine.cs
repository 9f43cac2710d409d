using Contracts.Orders;

namespace Microservices.Email.Rendering;

/// <summary>One line of the order as the customer reads it.</summary>
internal sealed record ConfirmationLine(string Description, string Sku, string Quantity, string UnitPrice, string Amount)
{
    public static ConfirmationLine Of(OrderLine line, CustomerFormat format)
    {
        var sku = SingleLine.Of(line.Sku);
        var description = SingleLine.Of(line.Description);

        return new ConfirmationLine(
            Description: description.Length > 0 ? description : sku,
            Sku: sku,
            Quantity: format.Quantity(line.Quantity),
            UnitPrice: format.Money(line.UnitPrice),
            Amount: format.Money(format.LineAmount(line)));
    }
}
