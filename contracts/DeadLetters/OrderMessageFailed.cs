using System.ComponentModel.DataAnnotations;

namespace Contracts.DeadLetters;

/// <summary>
/// A message about an order was given up: by its consumer, by what stands around it, or because it could not even be read. Published
/// by the service whose queue it came to, just before the message goes to the error queue; a crash in between publishes it again. Wire
/// name: <c>urn:message:Contracts.DeadLetters:OrderMessageFailed</c>.
/// </summary>
public sealed record OrderMessageFailed
{
    /// <summary>The order that the message names.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>The queue that the message came to, such as <c>email-order-confirmed</c>.</summary>
    [StringLength(255, MinimumLength = 1)]
    public required string Queue { get; init; }

    /// <summary>Kind and text of the exception that ended the last attempt.</summary>
    [StringLength(1000, MinimumLength = 1)]
    public required string Reason { get; init; }

    /// <summary>When the message was given up, in UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}
