namespace Microservices.Benchmarks.Subjects.MassTransit;

/// <summary>What the outbox is called that this program was built with.</summary>
internal static class OutboxName
{
#if STOCK_OUTBOX
    public const string Value = "stock-outbox";
#else
    public const string Value = "ours";
#endif
}
