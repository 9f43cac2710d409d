using System.Security.Claims;
using Contracts.Rules;
using Microservices.Email.Data;
using Microservices.Email.Ledger;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.Email.Http;

/// <summary>
/// The routes below <c>/deliveries</c>; a delivery has the id of its order. That of the confirmation stands there, that of the
/// invoice below it.
/// </summary>
internal static class DeliveryEndpoints
{
    private const int LongestShown = 100;

    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        var deliveries = routes.MapGroup("/deliveries").WithTags("Email");
        deliveries.MapGet("/{id}", FindBothAsync).RequireScope(Scopes.DeliveriesRead).WithSummary("Returns the state of an order's mails.");
        deliveries.MapPost("/{id}/bounce", RecordConfirmationBounceAsync).RequireScope(Scopes.DeliveriesWrite)
            .WithSummary("Records that the confirmation came back; a second report of the same mail changes nothing.");
        deliveries.MapGet("/{id}/invoice", FindInvoiceAsync).RequireScope(Scopes.DeliveriesRead).WithSummary("Returns the state of the mail with an order's invoice.");
        deliveries.MapPost("/{id}/invoice/bounce", RecordInvoiceBounceAsync).RequireScope(Scopes.DeliveriesWrite)
            .WithSummary("Records that the mail with the invoice came back; a second report of the same mail changes nothing.");
    }

    private static async Task<Results<Ok<DeliveryView>, ProblemHttpResult>> FindBothAsync(
        string id, BounceRecorder bounces, CancellationToken cancellationToken) =>
        await ViewAsync(MailKind.Confirmation, id, bounces, cancellationToken) is { } confirmation
            ? TypedResults.Ok(confirmation with { Invoice = await ViewAsync(MailKind.Invoice, id, bounces, cancellationToken) })
            : NotFound(id);

    private static async Task<Results<Ok<DeliveryView>, ProblemHttpResult>> FindInvoiceAsync(
        string id, BounceRecorder bounces, CancellationToken cancellationToken) =>
        await ViewAsync(MailKind.Invoice, id, bounces, cancellationToken) is { } invoice ? TypedResults.Ok(invoice) : NotFound(id);

    private static async Task<Results<Ok<DeliveryView>, ValidationProblem, ProblemHttpResult>> RecordConfirmationBounceAsync(string id,
        BounceRequest request, BounceRecorder bounces, ClaimsPrincipal user, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        await RecordBounceAsync(MailKind.Confirmation, id, request, bounces, user, timeProvider, cancellationToken) is { } problem ? problem
            : await FindBothAsync(id, bounces, cancellationToken) is { Result: Ok<DeliveryView> recorded } ? recorded
            : NotFound(id);

    private static async Task<Results<Ok<DeliveryView>, ValidationProblem, ProblemHttpResult>> RecordInvoiceBounceAsync(string id,
        BounceRequest request, BounceRecorder bounces, ClaimsPrincipal user, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        await RecordBounceAsync(MailKind.Invoice, id, request, bounces, user, timeProvider, cancellationToken) is { } problem ? problem
            : await FindInvoiceAsync(id, bounces, cancellationToken) is { Result: Ok<DeliveryView> recorded } ? recorded
            : NotFound(id);

    /// <summary>Records a bounce, or answers what is wrong with the request.</summary>
    private static async Task<Results<Ok<DeliveryView>, ValidationProblem, ProblemHttpResult>?> RecordBounceAsync(MailKind kind, string id,
        BounceRequest request, BounceRecorder bounces, ClaimsPrincipal user, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (!Uuids.TryRead(id, out var orderId) || await bounces.FindAsync(kind, orderId, cancellationToken) is not var (delivery, _))
            return NotFound(id);

        var (bounce, errors) = request.Read(orderId, timeProvider.GetUtcNow().UtcDateTime);
        if (bounce is null)
        {
            return TypedResults.ValidationProblem(errors, title: "The bounce is invalid.",
                detail: string.Join(" ", errors.Select(error => $"{error.Key} {error.Value[0]}.")));
        }

        if (delivery.Status != DeliveryStatus.Sent)
            return NotSent(delivery);

        await bounces.RecordAsync(kind, bounce, user.Actor(), cancellationToken);
        return null;
    }

    private static async Task<DeliveryView?> ViewAsync(
        MailKind kind, string id, BounceRecorder bounces, CancellationToken cancellationToken) =>
        Uuids.TryRead(id, out var orderId) && await bounces.FindAsync(kind, orderId, cancellationToken) is var (delivery, bounce)
            ? DeliveryView.Of(delivery, bounce)
            : null;

    private static ProblemHttpResult NotSent(Delivery delivery) => TypedResults.Problem(delivery.Status == DeliveryStatus.Sending
            ? $"It is not known yet whether the mail of order {delivery.OrderId} was sent. Report the bounce again in a minute."
            : $"The mail of order {delivery.OrderId} is {delivery.Status.ToString().ToLowerInvariant()}; only a mail that was sent comes back.",
        statusCode: StatusCodes.Status409Conflict, title: "The mail is not known to be sent.",
        extensions: new Dictionary<string, object?> { ["status"] = delivery.Status.ToString().ToLowerInvariant() });

    private static ProblemHttpResult NotFound(string id) => TypedResults.Problem(
        $"No mail of an order with the id '{(id.Length > LongestShown ? id[..LongestShown] + "…" : id)}' is known.",
        statusCode: StatusCodes.Status404NotFound, title: "There is no such delivery.");
}
