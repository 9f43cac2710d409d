using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Components.Support;

/// <summary>Checks the settings of the console.</summary>
internal sealed class ConsoleOptionsValidator : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options) =>
        string.IsNullOrEmpty(options.TraceUrl)
        || (options.TraceUrl.Contains("{traceId}", StringComparison.Ordinal)
            && Uri.TryCreate(options.TraceUrl.Replace("{traceId}", "0", StringComparison.Ordinal), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("DeadLetters__Console__TraceUrl must be an address with {traceId} in it, such as "
                + "https://jaeger.example/trace/{traceId}.");
}
