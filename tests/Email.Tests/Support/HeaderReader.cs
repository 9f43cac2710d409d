using System.Text;
using System.Text.RegularExpressions;

namespace Microservices.Email.Tests.Support;

/// <summary>Reads the headers of a mail by RFC 5322 and RFC 2047 to the letter, without MimeKit, as a second opinion.</summary>
internal sealed partial class HeaderReader(byte[] mail)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string[] _lines = Strict.GetString(mail).ReplaceLineEndings("\n").Split("\n\n")[0].Split('\n');

    /// <summary>The lines of a header as they stand.</summary>
    public IReadOnlyList<string> LinesOf(string field)
    {
        var first = Array.FindIndex(_lines, line => line.StartsWith($"{field}:", StringComparison.OrdinalIgnoreCase));
        return [_lines[first], .. _lines[(first + 1)..].TakeWhile(line => line.StartsWith(' ') || line.StartsWith('\t'))];
    }

    /// <summary>A header of free text, such as <c>Subject</c>.</summary>
    public string Text(string field) => Decode(ValueOf(field).Split(' '));

    /// <summary>A header of one mailbox, such as <c>To</c>.</summary>
    public (string Name, string Address) Mailbox(string field)
    {
        var match = OneMailbox().Match(ValueOf(field));
        match.Success.ShouldBeTrue($"{ValueOf(field)} is one mailbox");
        // A quoted text holds no encoded words (RFC 2047 §5), so it is shut away from the decoder.
        var quoted = new List<string>();
        var phrase = QuotedText().Replace(match.Groups["name"].Value, text =>
        {
            quoted.Add(QuotedPair().Replace(text.Value[1..^1], "$1"));
            return $"\u0001{quoted.Count - 1}\u0002";
        });
        var name = Decode(phrase.Trim(' ').Split(' '));
        return (Placeholder().Replace(name, place => quoted[int.Parse(place.Groups[1].Value, null)]), match.Groups["address"].Value);
    }

    private string ValueOf(string field) => string.Concat(LinesOf(field)).Replace('\t', ' ')[(field.Length + 1)..].TrimStart(' ');

    // Blanks between two encoded words belong to neither (RFC 2047 §6.2).
    private static string Decode(string[] words)
    {
        var text = new StringBuilder();
        var afterEncoded = false;
        for (var i = 0; i < words.Length; i++)
        {
            var encoded = EncodedWord().Match(words[i]);
            if (i > 0 && !(afterEncoded && encoded.Success))
                text.Append(' ');
            text.Append(encoded.Success ? Decode(encoded) : words[i]);
            afterEncoded = encoded.Success;
        }

        return text.ToString();
    }

    private static string Decode(Match word)
    {
        word.Length.ShouldBeLessThanOrEqualTo(75);
        var text = word.Groups["text"].Value;
        return Encoding.GetEncoding(word.Groups["charset"].Value, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            .GetString(word.Groups["encoding"].Value is "B" or "b" ? Convert.FromBase64String(text) : FromQ(text));
    }

    private static byte[] FromQ(string text)
    {
        var octets = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            octets.Add(text[i] switch
            {
                '_' => (byte)' ',
                '=' => Convert.FromHexString(text.AsSpan(i + 1, 2))[0],
                var character => (byte)character,
            });
            if (text[i] == '=')
                i += 2;
        }

        return [.. octets];
    }

    [GeneratedRegex(@"^=\?(?<charset>[^?*\s]+)\?(?<encoding>[bBqQ])\?(?<text>[^?\s]*)\?=$")]
    private static partial Regex EncodedWord();

    [GeneratedRegex("""^(?<name>("(\\.|[^"\\])*"|[^"<>,;:@])*)<(?<address>[^<>]+)>$""")]
    private static partial Regex OneMailbox();

    [GeneratedRegex("""
        "(\\.|[^"\\])*"
        """)]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex QuotedPair();

    [GeneratedRegex("\u0001([0-9]+)\u0002")]
    private static partial Regex Placeholder();
}
