namespace Microservices.Orders.Validation;

/// <summary>Whether and how the order is paid.</summary>
internal sealed record PaymentRequest
{
    /// <summary><c>paid</c>, or <c>unpaid</c> for the invoice to tell where to pay; required.</summary>
    public string? Status { get; init; }

    /// <summary>How the customer pays, as printed on the invoice, such as <c>Visa</c>; at most 40 characters.</summary>
    public string? Method { get; init; }
}
