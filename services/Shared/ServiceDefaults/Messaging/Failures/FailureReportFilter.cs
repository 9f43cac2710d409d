using System.Text;
using Contracts.DeadLetters;
using Contracts.Rules;
using MassTransit;
using MassTransit.Transports;
using Microservices.ServiceDefaults.Messaging.Reading;

namespace Microservices.ServiceDefaults.Messaging.Failures;

/// <summary>
/// Publishes an <see cref="OrderMessageFailed"/> for each message that an endpoint gives up and that names an order, so that the
/// order's timeline does not stay pending. It does so on every transport, whether a consumer, a filter or the deserializer failed.
/// </summary>
internal sealed class FailureReportFilter(EndpointMessages endpoints, TimeProvider timeProvider) : IFilter<ExceptionReceiveContext>
{
    private const int LongestReason = 1000; // the contract's limit

    private static readonly string Report = MessageUrn.ForTypeString<OrderMessageFailed>();

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        // An endpoint that takes reports must not report its own failures: that would never end.
        if (!endpoints.Of(context.InputAddress).Contains(Report) && FailedOrder.Find(context.Body.GetBytes()) is { } orderId)
        {
            var endpoint = await context.PublishEndpointProvider.GetPublishSendEndpoint<OrderMessageFailed>();
            await endpoint.Send(new OrderMessageFailed
            {
                OrderId = orderId,
                Queue = context.InputAddress.GetEndpointName() ?? "",
                Reason = Describe(context.Exception.GetBaseException()),
                FailedAt = timeProvider.GetUtcNow(),
            }, context.CancellationToken);
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("failureReport");

    // What the exception quotes may be no text that a contract allows.
    private static string Describe(Exception cause)
    {
        var text = $"{cause.GetType().Name}: {cause.Message}".Replace('\0', '\uFFFD');
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Characters.Cut(text, LongestReason)));
    }
}
