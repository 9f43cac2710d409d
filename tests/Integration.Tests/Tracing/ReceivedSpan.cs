namespace Microservices.Integration.Tests.Tracing;

/// <summary>What the test looks at of a span.</summary>
/// <param name="Service">The resource's <c>service.name</c>.</param>
/// <param name="Name">The span's name.</param>
/// <param name="TraceId">The trace, in hex.</param>
/// <param name="SpanId">The span, in hex.</param>
/// <param name="ParentId">The parent span, in hex; empty for a root.</param>
/// <param name="Kind">The span's kind by its number in OTLP.</param>
/// <param name="HasDatabase">Whether it names a database system: a statement.</param>
/// <param name="StartNanoseconds">Start since the epoch.</param>
/// <param name="EndNanoseconds">End since the epoch.</param>
public sealed record ReceivedSpan(string Service, string Name, string TraceId, string SpanId, string ParentId,
    int Kind, bool HasDatabase, ulong StartNanoseconds, ulong EndNanoseconds)
{
    /// <summary>OTLP's number of a client span.</summary>
    public const int ClientKind = 3;
}
