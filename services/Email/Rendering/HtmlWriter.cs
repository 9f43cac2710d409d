using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Microservices.Email.Rendering;

/// <summary>
/// Collects HTML from interpolated strings: the literal parts are markup, every value in braces is encoded. There is no
/// way to add a value unencoded.
/// </summary>
internal sealed class HtmlWriter
{
    // The mail is UTF-8: letters of any script stay readable, only what HTML gives a meaning is encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    /// <summary>Adds markup with encoded values.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static",
        Justification = "The compiler hands this instance to the markup, which writes to it.")]
    public void Write([InterpolatedStringHandlerArgument("")] ref Markup markup) => _ = markup;

    public override string ToString() => _html.ToString();

    /// <summary>Receives the parts of an interpolated string from the compiler.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup(int literalLength, int formattedCount, HtmlWriter writer)
    {
        private readonly StringBuilder _html = Reserve(writer._html, literalLength, formattedCount);

        public void AppendLiteral(string literal) => _html.Append(literal);

        // Only strings: a number or date must have been written in the customer's culture before.
        public void AppendFormatted(string value) => _html.Append(Encoder.Encode(value));

        private static StringBuilder Reserve(StringBuilder html, int literalLength, int values)
        {
            const int UsualValueLength = 16;
            html.EnsureCapacity(html.Length + literalLength + (values * UsualValueLength));
            return html;
        }
    }
}
