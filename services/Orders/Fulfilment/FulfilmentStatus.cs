namespace Microservices.Orders.Fulfilment;

/// <summary>Where a step, or the order as a whole, stands.</summary>
internal static class FulfilmentStatus
{
    /// <summary>Not finished; the retry ladder may still be at it.</summary>
    internal const string Pending = "pending";

    internal const string Done = "done";

    /// <summary>Given up; the message waits in the error queue. A replay that succeeds makes it done.</summary>
    internal const string Failed = "failed";

    internal static readonly IReadOnlyList<string> All = [Pending, Done, Failed];

    /// <summary>The status of an order: failed if a step is, done if all are, else pending.</summary>
    /// <param name="steps">The statuses of the steps heard of.</param>
    internal static string OfOrder(IReadOnlyCollection<string> steps)
    {
        if (steps.Contains(Failed))
            return Failed;

        return steps.Count(status => status == Done) == FulfilmentSteps.All.Count ? Done : Pending;
    }
}
