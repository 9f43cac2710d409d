using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Microservices.Email.Sending;

/// <summary>Reads mail addresses strictly: what Orders let through may still be no mailbox.</summary>
internal static class Mailboxes
{
    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>Reads one address without display name, such as <c>orders@shop.example</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        // A line break could end the SMTP command or the header; a name or angle brackets are no part of an address.
        if (!string.IsNullOrEmpty(text)
            && !text.Any(character => char.IsControl(character) || character is '<' or '>')
            && MailboxAddress.TryParse(Strict, text, out mailbox)
            && string.IsNullOrEmpty(mailbox.Name)
            && mailbox.Route.Count == 0)
        {
            return true;
        }

        mailbox = null;
        return false;
    }
}
