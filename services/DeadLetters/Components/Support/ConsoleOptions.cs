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

/// <summary>Checks the settings of the console.</summary>
internal sealed class ConsoleOptionsRules : ISettingsRules<ConsoleOptions>
{
    public IEnumerable<SettingProblem> Check(ConsoleOptions options)
    {
        if (!string.IsNullOrEmpty(options.TraceUrl) && !IsTemplate(options.TraceUrl))
            yield return new SettingProblem(nameof(options.TraceUrl), "must be an http address with {traceId} in it");
    }

    private static bool IsTemplate(string text) => text.Contains("{traceId}", StringComparison.Ordinal)
        && Uri.TryCreate(text.Replace("{traceId}", "0", StringComparison.Ordinal), UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https";
}
