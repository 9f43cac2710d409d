namespace Microservices.Orders.Validation;

/// <summary>
/// Decides whether a text is a mailbox that a mail can be addressed to: <c>local@domain</c> of RFC 5321, without
/// display name, comment or quoted local part, letters of any script allowed (RFC 6531).
/// </summary>
internal static class Mailbox
{
    private const int LocalPartLimit = 64;
    private const int LabelLimit = 63;
    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

    internal static bool IsValid(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && text.Length <= OrderLimits.Email && IsLocalPart(text.AsSpan(0, at))
            && IsDomain(text.AsSpan(at + 1));
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local.Length > LocalPartLimit)
            return false;

        foreach (var atom in local.Split('.'))
        {
            if (!IsMadeOf(local[atom], AtomSymbols))
                return false;
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length > LabelLimit || !IsMadeOf(label, "-") || label[0] == '-' || label[^1] == '-')
                return false;
        }

        return true;
    }

    private static bool IsMadeOf(ReadOnlySpan<char> text, string symbols)
    {
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && !symbols.Contains(c, StringComparison.Ordinal))
                return false;
        }

        return text.Length > 0;
    }
}
