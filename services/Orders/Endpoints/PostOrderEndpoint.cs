using System.ComponentModel;
using System.Security.Claims;
using Microservices.Orders.Acceptance;
using Microservices.Orders.Data;
using Microservices.Orders.Validation;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Microservices.Orders.Endpoints;

/// <summary><c>POST /orders</c></summary>
internal static class PostOrderEndpoint
{
    private const string KeyHeader = "Idempotency-Key";

    internal static async Task<Results<Accepted<AcceptedOrderResponse>, ValidationProblem, ProblemHttpResult>>
        HandleAsync(
        HttpRequest request,
        ClaimsPrincipal user,
        [FromHeader(Name = KeyHeader), Description("Repeating a request with its key gives the same answer.")]
        string? idempotencyKey,
        OrderJson json,
        OrderAcceptance acceptance,
        OrdersMetrics metrics,
        IOptions<OrdersOptions> options,
        CancellationToken cancellationToken)
    {
        if (!IsJson(request.ContentType))
            return Problems.UnsupportedMediaType(request.ContentType, "application/json");
        if (idempotencyKey is not null && !IsKey(idempotencyKey))
            return Problems.Invalid(new Dictionary<string, string[]>
            {
                [KeyHeader] = [$"must be 1 to {IdempotencyKeyConfiguration.KeyLength} printable ASCII characters"],
            });

        var limit = options.Value.MaxBodyBytes;
        if (await BodyReader.ReadAsync(request, limit, cancellationToken) is not { } body)
            return Problems.TooLarge(limit, "Orders__MaxBodyBytes");

        var violations = new ViolationList();
        if (json.ReadValid(body, violations) is not { } order)
        {
            metrics.Rejected(OrdersMetrics.Http, violations.PrimaryCode!); // no order, hence a violation
            return Problems.Invalid(violations);
        }

        return Answer(await acceptance.AcceptAsync(order, idempotencyKey is null ? null : new CallersKey(user.Actor(), idempotencyKey), cancellationToken));
    }

    private static Results<Accepted<AcceptedOrderResponse>, ValidationProblem, ProblemHttpResult> Answer(
        AcceptanceResult result) =>
        result.Outcome switch
        {
            AcceptanceOutcome.Accepted or AcceptanceOutcome.Duplicate => TypedResults.Accepted(
                $"/orders/{result.OrderId}",
                new AcceptedOrderResponse { OrderId = result.OrderId, OrderNumber = result.OrderNumber }),
            AcceptanceOutcome.OrderNumberTaken => Problems.Conflict(StatusCodes.Status409Conflict,
                "The order number is taken.", $"'{result.OrderNumber}' is the number of another order.",
                result.OrderId, result.OrderNumber),
            AcceptanceOutcome.IdempotencyKeyReused => Problems.Conflict(StatusCodes.Status422UnprocessableEntity,
                "The Idempotency-Key belongs to another request.",
                "A key may be repeated only with the same order; choose a new key for a new order.",
                result.OrderId, result.OrderNumber),
            _ => Problems.Conflict(StatusCodes.Status409Conflict, "The order id is taken.",
                "An order with this id was accepted before with other content.", result.OrderId, result.OrderNumber),
        };

    private static bool IsJson(string? contentType) => contentType is null
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType == "application/json" || type.Suffix == "json" || type.MediaType == "text/json"));

    private static bool IsKey(string key) => key.Length is > 0 and <= IdempotencyKeyConfiguration.KeyLength
        && key.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !string.IsNullOrWhiteSpace(key);
}
