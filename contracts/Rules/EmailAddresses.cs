using System.Globalization;
using System.Text;

namespace Contracts.Rules;

/// <summary>
/// Mailboxes that a mail can be addressed to: <c>local@domain</c> of RFC 5321, without display name, comment and quoted local
/// part, in letters and marks of any script (RFC 6531). Lengths are octets: those of the domain as it is in DNS (RFC 5891).
/// </summary>
public static class EmailAddresses
{
    /// <summary>The rule's name in the schemas, which is JSON Schema's own.</summary>
    public const string Format = "idn-email";

    /// <summary>RFC 5321: a path of 256 octets less its angle brackets.</summary>
    public const int MaxLength = 254;

    private const int LocalPartOctets = 64;
    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

    private static readonly IdnMapping Dns = new() { UseStd3AsciiRules = true };

    /// <summary>The rule.</summary>
    public static TextRule Rule { get; } = new(Format, "must be a mailbox such as jane@example.test", MaxLength, Pattern: null,
        text => IsMailbox(text) ? null : TextFault.Wrong);

    private static bool IsMailbox(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 1)
            return false;

        var (local, domain) = (text[..at], text[(at + 1)..]);
        var octets = Encoding.UTF8.GetByteCount(local);
        return octets <= LocalPartOctets && local.Split('.').All(IsAtom)
            && domain.Split('.').All(IsLabel) && FindDnsName(domain) is { } name && octets + 1 + name.Length <= MaxLength;
    }

    private static bool IsAtom(string atom) => IsMadeOf(atom, rune => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || AtomSymbols.Contains((char)rune.Value, StringComparison.Ordinal)
        : Characters.IsClear(rune));

    private static bool IsLabel(string label) => label.Length > 0 && label[0] != '-' && label[^1] != '-'
        && IsMadeOf(label, rune => rune.Value == '-' || Rune.IsLetterOrDigit(rune) || (IsMark(rune) && Characters.IsClear(rune)));

    // A mark has something to stand on, and a joiner stands between letters that it can join.
    private static bool IsMadeOf(string text, Func<Rune, bool> isAllowed)
    {
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var isRight = Characters.IsJoiner(rune)
                ? before is { IsAscii: false } letter && !Characters.IsJoiner(letter)
                : isAllowed(rune) && (before is { } last ? !rune.IsAscii || !Characters.IsJoiner(last) : !IsMark(rune));
            if (!isRight)
                return false;
            before = rune;
        }

        return before is { } end && !Characters.IsJoiner(end);
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static string? FindDnsName(string domain)
    {
        try
        {
            return Dns.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null; // a label is longer than 63 octets, or has what no name may have; the caller names the address
        }
    }
}
