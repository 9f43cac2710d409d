namespace Contracts.Rules;

/// <summary>Whether an order is paid.</summary>
public static class PaymentStatuses
{
    /// <summary>The rule's name in the schemas.</summary>
    public const string Format = "payment-status";

    /// <summary>The customer has paid.</summary>
    public const string Paid = "paid";

    /// <summary>The customer pays by the invoice.</summary>
    public const string Unpaid = "unpaid";

    private const int MaxLength = 40;

    /// <summary>The rule.</summary>
    public static TextRule Rule { get; } = new(Format, "must be paid or unpaid", MaxLength, "^(paid|unpaid)$",
        text => text is Paid or Unpaid ? null : TextFault.Wrong);
}
