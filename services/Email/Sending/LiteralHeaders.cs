using System.Diagnostics.CodeAnalysis;
using System.Text;
using MimeKit;

namespace Microservices.Email.Sending;

/// <summary>
/// Keeps texts in headers unchanged. MimeKit writes ASCII as it is, even if it has the form of an encoded word
/// (<c>=?utf-8?q?…?=</c>), and mail programs decode those: a customer could see another name than the one in the order.
/// </summary>
internal static class LiteralHeaders
{
    private const string EncodedWordStart = "=?";

    // RFC 2047 §2: an encoded word has at most 75 characters. Twelve stand around the text; base64 makes 60 of these 45 octets.
    private const int OctetsPerWord = 45;

    /// <summary>Encodes the subject and the names of sender and recipients if they hold what looks like an encoded word.</summary>
    public static void Protect(MimeMessage message)
    {
        if (IsMistakable(message.Subject))
            Replace(message, HeaderId.Subject, Encode(message.Subject));

        ProtectNames(message, HeaderId.From, message.From);
        ProtectNames(message, HeaderId.To, message.To);
        ProtectNames(message, HeaderId.ReplyTo, message.ReplyTo);
    }

    private static void ProtectNames(MimeMessage message, HeaderId header, InternetAddressList addresses)
    {
        var mailboxes = addresses.Mailboxes.ToList();
        if (mailboxes.Any(mailbox => IsMistakable(mailbox.Name)))
            Replace(message, header, string.Join(",\r\n ", mailboxes.Select(Write)));
    }

    private static bool IsMistakable([NotNullWhen(true)] string? text) =>
        text?.Contains(EncodedWordStart, StringComparison.Ordinal) == true;

    private static string Write(MailboxAddress mailbox) =>
        $"{Encode(mailbox.Name ?? "")}\r\n <{MailboxAddress.EncodeAddrspec(mailbox.Address)}>";

    // As bytes: from text, MimeKit would decode the words and, where the mail is written in UTF-8, not encode them again.
    private static void Replace(MimeMessage message, HeaderId id, string value)
    {
        var header = new Header(id, "");
        header.SetRawValue(Encoding.UTF8.GetBytes($" {value}\r\n"));
        message.Headers.Replace(header);
    }

    private static string Encode(string text)
    {
        var words = new List<string>();
        var word = new List<byte>(OctetsPerWord);
        Span<byte> octets = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var count = rune.EncodeToUtf8(octets);
            if (word.Count + count > OctetsPerWord)
                Close();
            word.AddRange(octets[..count]);
        }

        Close();
        return string.Join("\r\n ", words); // readers drop the blanks between encoded words

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
