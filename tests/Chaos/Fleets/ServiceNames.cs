namespace Microservices.Chaos.Fleets;

/// <summary>The services of a fleet, by the folders of their projects.</summary>
internal static class ServiceNames
{
    public const string Orders = "Orders";
    public const string Email = "Email";
    public const string Inventory = "Inventory";
    public const string Invoice = "Invoice";
    public const string DeadLetters = "DeadLetters";

    /// <summary>All, the upstream service last: who starts them in this order has bound every queue before the first event.</summary>
    public static IReadOnlyList<string> All { get; } = [DeadLetters, Email, Inventory, Invoice, Orders];

    /// <summary>Those that act on a confirmed order, with the queue of each.</summary>
    public static IReadOnlyDictionary<string, string> Queues { get; } = new Dictionary<string, string>
    {
        [Orders] = "orders-order-confirmed",
        [Email] = "email-order-confirmed",
        [Inventory] = "inventory-order-confirmed",
        [Invoice] = "invoice-order-confirmed",
    };
}
