using System.Text.Json;
using Contracts.Orders;

namespace Microservices.Benchmarks.Subjects.ByHand;

/// <summary>A row of the outbox.</summary>
/// <param name="Id">The row.</param>
/// <param name="MessageId">Its id on the wire.</param>
/// <param name="Body">The event as JSON.</param>
internal sealed record OutgoingEvent(long Id, Guid MessageId, byte[] Body)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static byte[] BodyOf(OrderConfirmed order) => JsonSerializer.SerializeToUtf8Bytes(InvoiceTable.EventOf(order), Web);

    public static OrderConfirmed Read(ReadOnlyMemory<byte> body) =>
        JsonSerializer.Deserialize<OrderConfirmed>(body.Span, Web)!; // the loader wrote it
}
