using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>Settings of the web console (section <c>DeadLetters__Console</c>).</summary>
public sealed class ConsoleOptions
{
    internal const string SectionName = "DeadLetters:Console";

    /// <summary>
    /// Where a trace is shown, with <c>{traceId}</c> in it, such as <c>https://jaeger.example/trace/{traceId}</c>; empty: traces are
    /// not linked.
    /// </summary>
    [Example("https://jaeger.example/trace/{traceId}")]
    public string? TraceUrl { get; set; }
}
