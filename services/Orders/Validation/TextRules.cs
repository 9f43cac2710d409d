namespace Microservices.Orders.Validation;

/// <summary>Rules of every text: not too long, no control characters, whole Unicode characters.</summary>
internal static class TextRules
{
    /// <summary>Checks a text that must be there and not be blank.</summary>
    /// <returns>Whether the text is right so far.</returns>
    internal static bool Required(string? text, string path, int maxLength, string missingCode,
        ViolationList violations)
    {
        if (violations.Has(path))
            return false;
        if (!string.IsNullOrWhiteSpace(text))
            return Optional(text, path, maxLength, violations);

        violations.Add(path, missingCode, text is null ? "is required" : "must not be blank", text);
        return false;
    }

    /// <summary>Checks a text that may be absent.</summary>
    /// <returns>Whether the text is right.</returns>
    internal static bool Optional(string? text, string path, int maxLength, ViolationList violations)
    {
        if (violations.Has(path))
            return false;
        if (text is null)
            return true;

        if (text.Length > maxLength)
            violations.Add(path, Reasons.TextTooLong, $"must be at most {maxLength} characters, had {text.Length}",
                text);
        else if (HasControlCharacter(text))
            violations.Add(path, Reasons.ControlCharacter, "must not have control characters", text);
        else if (HasLoneSurrogate(text))
            violations.Add(path, Reasons.EncodingNotUtf8, "has half of a surrogate pair");
        else
            return true;
        return false;
    }

    private static bool HasControlCharacter(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return true;
        }

        return false;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }
}
