using Microservices.Email.Data;

namespace Microservices.Email.Ledger;

/// <summary>
/// Another copy of the message is sending the same mail, or its process died within the last moments: try again later.
/// </summary>
/// <param name="kind">Which mail.</param>
/// <param name="orderId">The order.</param>
internal sealed class DeliveryInProgressException(MailKind kind, Guid orderId)
    : Exception($"The {kind} mail of order {orderId} is being sent by another attempt.");
