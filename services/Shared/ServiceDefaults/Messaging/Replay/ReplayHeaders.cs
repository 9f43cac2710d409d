using System.Globalization;
using MassTransit;

namespace Microservices.ServiceDefaults.Messaging.Replay;

/// <summary>What a replayed message carries beside its own headers.</summary>
public static class ReplayHeaders
{
    /// <summary>
    /// The AMQP header that names the replay item. It survives redelivery and the way to the error queue, where it tells
    /// which replay has failed again.
    /// </summary>
    public const string ReplayItem = "DL-Replay-Item";

    /// <summary>Reads the replay item of a received message.</summary>
    /// <param name="context">The message as it was received.</param>
    /// <returns>The item's id; null when nobody replayed the message, or the header is none of ours.</returns>
    public static long? GetReplayItem(this ReceiveContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TransportHeaders.TryGetHeader(ReplayItem, out var value)
            && long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.None,
                CultureInfo.InvariantCulture, out var item)
            ? item
            : null;
    }
}
