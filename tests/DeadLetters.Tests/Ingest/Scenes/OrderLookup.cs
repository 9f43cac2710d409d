using Microservices.DeadLetters.Tests.Replay.Scenes;

namespace Microservices.DeadLetters.Tests.Ingest.Scenes;

/// <summary>Fails as services do: an exception of its own around that of what it uses.</summary>
internal static class OrderLookup
{
    public static bool Find(OrderPlaced order)
    {
        try
        {
            return Read(order);
        }
        catch (UnknownOrderSkuException exception)
        {
            throw new InvalidOperationException($"Order {order.OrderId} cannot be placed.", exception);
        }
    }

    private static bool Read(OrderPlaced order) =>
        order.Sku.Length > 100 ? true : throw new UnknownOrderSkuException();
}
