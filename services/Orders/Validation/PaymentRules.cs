using Contracts.Orders;
using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>What can be said about the payment of an order.</summary>
internal static class PaymentRules
{
    private static readonly TextRule Method = Lines.Rule with { MaxLength = Lines.PaymentMethod };

    internal static void Check(PaymentRequest? payment, ViolationList violations)
    {
        if (payment is null)
            return;

        if (TextCheck.IsThere(payment.Status, "payment.status", Reasons.PaymentStatusMissing, violations))
            TextCheck.Optional(payment.Status, "payment.status", PaymentStatuses.Rule, Reasons.PaymentStatusUnknown, violations);
        // No code of its own: a blank text is what it is.
        TextCheck.Optional(payment.Method, "payment.method", Method, Reasons.WrongType, violations);
    }

    internal static Payment? Complete(PaymentRequest? payment) =>
        payment is null ? null : new Payment { Status = payment.Status!, Method = payment.Method }; // found right, hence present
}
