using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>Holds the texts of an order against the contracts' rules and names what is wrong.</summary>
internal static class TextCheck
{
    /// <summary>Checks a text that must be there.</summary>
    internal static void Required(string? text, string path, TextRule rule, string missingCode, ViolationList violations)
    {
        if (IsThere(text, path, missingCode, violations))
            Optional(text, path, rule, missingCode, violations);
    }

    /// <summary>Checks that there is something in a text.</summary>
    /// <returns>Whether there is, and nothing wrong was found with it before.</returns>
    internal static bool IsThere(string? text, string path, string missingCode, ViolationList violations)
    {
        if (violations.Has(path))
            return false;
        if (!string.IsNullOrWhiteSpace(text))
            return true;

        violations.Add(path, missingCode, text is null ? "is required" : "must not be blank", text);
        return false;
    }

    /// <summary>Checks a text that may be absent.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Its place in the order.</param>
    /// <param name="rule">What it has to be.</param>
    /// <param name="code">The reason where the text is sound and yet not what it has to be.</param>
    /// <param name="violations">Receives what is wrong.</param>
    internal static void Optional(string? text, string path, TextRule rule, string code, ViolationList violations)
    {
        if (text is null || violations.Has(path) || rule.Check(text) is not { } fault)
            return;

        var (reason, message) = fault switch
        {
            TextFault.TooLong => (Reasons.TextTooLong,
                $"must be at most {rule.MaxLength} characters, had {Characters.Count(text)}"),
            TextFault.ControlCharacter => (Reasons.ControlCharacter, "must not have control characters"),
            TextFault.InvisibleCharacter => (Reasons.InvisibleCharacter, rule.Words),
            TextFault.BlanksAround => (Reasons.BlanksAround, rule.Words),
            TextFault.NotUnicode => (Reasons.EncodingNotUtf8, "has half of a surrogate pair, or a code point that is no character"),
            _ => (code, rule.Words),
        };
        violations.Add(path, reason, message, text);
    }
}
