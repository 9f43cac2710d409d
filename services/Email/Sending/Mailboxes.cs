using System.Diagnostics.CodeAnalysis;
using System.Text;
using MimeKit;

namespace Microservices.Email.Sending;

/// <summary>Reads mail addresses strictly: one mailbox, without display name.</summary>
internal static class Mailboxes
{
    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>
    /// Reads one address without display name, such as <c>orders@shop.example</c>. Letters that are written in parts come out
    /// composed (RFC 6532 §3.1): the same address, as mail servers store it.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        // A line break could end the SMTP command or the header; a name or angle brackets are no part of an address.
        if (!string.IsNullOrEmpty(text)
            && !text.Any(character => char.IsControl(character) || character is '<' or '>')
            && !text.EnumerateRunes().Contains(Rune.ReplacementChar) // half a character
            && MailboxAddress.TryParse(Strict, text.Normalize(), out mailbox)
            && string.IsNullOrEmpty(mailbox.Name)
            && mailbox.Route.Count == 0)
        {
            return true;
        }

        mailbox = null;
        return false;
    }
}
