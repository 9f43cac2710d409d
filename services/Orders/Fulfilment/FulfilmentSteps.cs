namespace Microservices.Orders.Fulfilment;

/// <summary>
/// The services that act on an order, by the first part of their queues' names. An order keeps the list of its acceptance: a step
/// that a later release adds is none of its own.
/// </summary>
internal static class FulfilmentSteps
{
    internal const string Email = "email";
    internal const string Inventory = "inventory";
    internal const string Invoice = "invoice";

    internal static readonly IReadOnlyList<string> All = [Email, Inventory, Invoice];

    /// <summary>The steps as an order stores them: separated by commas, without blanks.</summary>
    internal static readonly string Stored = string.Join(',', All);
}
