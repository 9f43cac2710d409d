using Contracts.Orders;
using Contracts.Rules;
using Microservices.Invoice.Data;

namespace Microservices.Invoice.Issuing;

/// <summary>
/// What an order must fulfil to be invoiced. Orders checks the same before it confirms; a message from elsewhere may not
/// have been checked by anyone.
/// </summary>
internal static class OrderRules
{
    /// <summary>Checks an order.</summary>
    /// <param name="order">The order as received; absent parts may be <see langword="null"/> whatever the type says.</param>
    /// <exception cref="InvoiceNotPossibleException">No invoice can be written for it.</exception>
    public static void Check(OrderConfirmed order)
    {
        if (order.OrderId == Guid.Empty)
            throw new InvoiceNotPossibleException("orderId is missing.");
        if (order.Currency is not { } currency || !Currencies.Rule.Holds(currency))
            throw new InvoiceNotPossibleException($"currency {Currencies.Rule.Words}, not '{order.Currency}'.");
        if (order.OrderNumber is not { } number || !Identifiers.Rule.Holds(number))
            throw new InvoiceNotPossibleException($"orderNumber {Identifiers.Rule.Words}.");
        if (order.Customer is not { Name: not null, Id: not null })
            throw new InvoiceNotPossibleException("customer has no id or name.");
        if (order.Lines is not { Count: > 0 })
            throw new InvoiceNotPossibleException("lines is empty: there is nothing to invoice.");

        for (var index = 0; index < order.Lines.Count; index++)
            Check(order.Lines[index], index);
    }

    private static void Check(OrderLine line, int index)
    {
        if (line is not { Sku: not null, Description: not null })
            throw new InvoiceNotPossibleException($"lines[{index}] has no sku or description.");
        if (line.Quantity < 1)
            throw new InvoiceNotPossibleException($"lines[{index}].quantity is {line.Quantity}; at least 1 is valid.");
        if (line.UnitPrice < 0m)
            throw new InvoiceNotPossibleException($"lines[{index}].unitPrice is {line.UnitPrice}; zero or more is valid.");
        if (UnitPrices.DecimalsOf(line.UnitPrice) > UnitPrices.MaxDecimals)
        {
            throw new InvoiceNotPossibleException(
                $"lines[{index}].unitPrice is {line.UnitPrice}; at most {UnitPrices.MaxDecimals} decimals are valid.");
        }

        if (line.UnitPrice > Money.Maximum || line.Quantity * line.UnitPrice > Money.Maximum)
            throw new InvoiceNotPossibleException($"lines[{index}] is worth more than {Money.Maximum}.");
    }
}
