namespace Microservices.Orders.Fulfilment;

/// <summary>The services that act on an order, by the first part of their queues' names.</summary>
internal static class FulfilmentSteps
{
    internal const string Email = "email";
    internal const string Inventory = "inventory";
    internal const string Invoice = "invoice";

    internal static readonly IReadOnlyList<string> All = [Email, Inventory, Invoice];
}
