using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Components.Support;

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
