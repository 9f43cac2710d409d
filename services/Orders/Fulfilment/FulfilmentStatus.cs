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

    /// <summary>
    /// The status of a row of <c>orders</c> by the steps that it expects, as SQL: failed if one of them is, done if all are, else
    /// pending.
    /// </summary>
    internal const string OfOrderSql = """
        (CASE
            WHEN EXISTS (SELECT 1 FROM fulfilment_steps AS step WHERE step.order_id = orders.order_id AND step.status = 'failed'
                AND ',' || orders.expected_steps || ',' LIKE '%,' || step.step || ',%') THEN 'failed'
            WHEN (SELECT COUNT(*) FROM fulfilment_steps AS step WHERE step.order_id = orders.order_id AND step.status = 'done'
                AND ',' || orders.expected_steps || ',' LIKE '%,' || step.step || ',%')
                > LENGTH(orders.expected_steps) - LENGTH(REPLACE(orders.expected_steps, ',', '')) THEN 'done'
            ELSE 'pending'
        END)
        """;
}
