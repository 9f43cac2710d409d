using MassTransit;

namespace Microservices.Orders.Fulfilment;

/// <summary>Reads from a failure which service gave up, and why.</summary>
internal static class FaultSource
{
    // The mail with the invoice is beyond an order's steps: the confirmation is sent, the invoice is issued.
    private const string InvoiceMailQueue = "email-invoice-document-stored";

    /// <summary>Finds the step by the queue that the message failed on, such as <c>email-order-confirmed</c>.</summary>
    /// <param name="queue">The queue, or its address.</param>
    /// <returns>The step, or <see langword="null"/> if the queue belongs to none.</returns>
    internal static string? FindStep(string? queue)
    {
        var name = Uri.TryCreate(queue, UriKind.Absolute, out var address) ? address.AbsolutePath.Split('/')[^1] : queue;
        if (name == InvoiceMailQueue)
            return null;

        var service = name?.Split('-')[0];
        return FulfilmentSteps.All.FirstOrDefault(step => step == service);
    }

    internal static string Describe(IReadOnlyList<ExceptionInfo> exceptions)
    {
        if (exceptions.Count == 0)
            return "Failed without saying why.";

        var cause = exceptions[0];
        return $"{cause.ExceptionType?.Split('.')[^1]}: {cause.Message}";
    }
}
