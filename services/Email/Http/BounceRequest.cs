using System.Text.RegularExpressions;
using Contracts.Rules;
using Microservices.Email.Data;
using Microservices.ServiceDefaults.Customers;

namespace Microservices.Email.Http;

/// <summary>Reports that a mail came back, in the terms of a delivery status notification (RFC 3464).</summary>
/// <param name="StatusCode">Enhanced status code (RFC 3463) that begins with 4 or 5, such as <c>5.1.1</c>. Required.</param>
/// <param name="Diagnostic">The mail server's words, at most 1000 characters; each address in it is stored as <c>recipient</c>.</param>
/// <param name="BouncedAt">When the mail came back, an instant with its zone; now when it is left out.</param>
internal sealed partial record BounceRequest(string? StatusCode, string? Diagnostic, string? BouncedAt)
{
    private const int LongestShown = 100;

    /// <summary>The bounce, or the errors of the request by member.</summary>
    public (Bounce? Bounce, Dictionary<string, string[]> Errors) Read(Guid orderId, DateTime now)
    {
        var errors = new Dictionary<string, string[]>();
        if (StatusCode is null || !StatusCodePattern().IsMatch(StatusCode))
            errors["statusCode"] = [Rule("must be an enhanced status code of a failure (RFC 3463), such as 5.1.1", StatusCode)];
        if (Diagnostic is not null && Characters.Count(Diagnostic) is > BounceConfiguration.DiagnosticLength and var length)
            errors["diagnostic"] = [$"must have at most {BounceConfiguration.DiagnosticLength} characters (has {length})"];

        var bouncedAt = now;
        if (BouncedAt is not null && Instants.Read(BouncedAt, out var read) is InstantReading.Zoned)
            bouncedAt = read.UtcDateTime;
        else if (BouncedAt is not null)
            errors["bouncedAt"] = [Rule(Instants.Words, BouncedAt)];

        return errors.Count > 0 ? (null, errors) : (new Bounce
        {
            OrderId = orderId,
            StatusCode = StatusCode!, // checked above
            // Cut last: the word may be longer than the address that it stands for.
            Diagnostic = Diagnostic is null ? null
                : SingleLine.Of(Address().Replace(Diagnostic, "recipient"), BounceConfiguration.DiagnosticLength),
            BouncedAt = bouncedAt,
        }, errors);
    }

    private static string Rule(string rule, string? value) => value switch
    {
        null => $"{rule} (is missing)",
        { Length: > LongestShown } => $"{rule} (was '{value[..LongestShown]}…')",
        _ => $"{rule} (was '{value}')",
    };

    [GeneratedRegex(@"^[45]\.[0-9]{1,3}\.[0-9]{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StatusCodePattern();

    // Any word before the @ may be quoted (RFC 5322 §3.4.1, §4.4). Atomic: no text is tried in two ways.
    [GeneratedRegex(@"(?>(?:""(?:[^""\\]|\\.)*""|[^\s<>:;,""@])+)@[^\s<>:;,""]+", RegexOptions.Singleline)]
    private static partial Regex Address();
}
