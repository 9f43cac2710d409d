using System.Buffers;
using System.IO.Enumeration;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microservices.DeadLetters.Ingest.Parsing;
using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Querying.Terms;

namespace Microservices.DeadLetters.Reading.Masking;

/// <summary>Hides personal data from those who only look.</summary>
internal sealed partial class Masker(IOptions<MaskingOptions> options)
{
    /// <summary>What is shown instead.</summary>
    public const string Mask = "***";

    private static readonly QueryText HiddenValue = QueryTextBuilder.Literal(Mask);

    private static readonly JsonWriterOptions Pretty =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string[] _properties = [.. options.Value.EffectiveProperties.Select(Normalize)];

    /// <summary>Hides the e-mail addresses and the tokens of a text.</summary>
    public static string? Text(string? text) => text is null ? null
        : Token().Replace(text.Contains('@', StringComparison.Ordinal) ? Address().Replace(text, Mask) : text, $"$1{Mask}");

    /// <summary>
    /// A query as it may be kept: without the values that are personal, which are those of hidden properties and whatever holds
    /// an <c>@</c>.
    /// </summary>
    public string Query(string query)
    {
        var terms = QueryParser.Parse(query).Terms;
        return terms.Any(IsPersonal) ? string.Join(' ', terms.Select(Hide)) : query;
    }

    /// <summary>Whether something was left out of a query that is kept.</summary>
    public static bool IsHidden(string query) => query.Contains(HiddenValue.Escaped, StringComparison.Ordinal);

    /// <summary>Writes JSON, indented, with what is personal hidden.</summary>
    public string Json(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Pretty))
            Write(writer, element, isPersonal: false);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A property of that name, masked.</summary>
    public JsonElement Member(string name, JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value, IsPersonal(name));
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, JsonElement element, bool isPersonal)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    var name = SafeText.Clean(property.Name);
                    writer.WritePropertyName(name);
                    Write(writer, property.Value, isPersonal || IsPersonal(name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, isPersonal);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(isPersonal ? Mask : TextOf(element));
                break;
            case JsonValueKind.Number when isPersonal:
                writer.WriteStringValue(Mask);
                break;
            default:
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }

    private static string? TextOf(JsonElement element)
    {
        try
        {
            return Text(element.GetString());
        }
        catch (InvalidOperationException)
        {
            return Text(element.GetRawText()); // half of a surrogate pair, which is no text
        }
    }

    private bool IsPersonal(QueryTerm term) => term switch
    {
        BodyTerm body => body.Path.Any(IsPersonal) || body.Values.Any(HasAddress),
        TextTerm text => text.Values.Any(HasAddress),
        WordTerm word => HasAddress(word.Text),
        _ => false,
    };

    private QueryTerm Hide(QueryTerm term) => !IsPersonal(term) ? term : term switch
    {
        BodyTerm body => body with { Values = new([HiddenValue]) },
        TextTerm text => text with { Values = new([HiddenValue]) },
        _ => new WordTerm(HiddenValue) { IsNegated = term.IsNegated },
    };

    private static bool HasAddress(QueryText value) => value.Escaped.Contains('@', StringComparison.Ordinal);

    private bool IsPersonal(string name)
    {
        var normal = Normalize(name);
        return Array.Exists(_properties, pattern => FileSystemName.MatchesSimpleExpression(pattern, normal));
    }

    private static string Normalize(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    // Every quantifier is bounded: a message of any bytes must not keep the processor busy.
    [GeneratedRegex(@"[\p{L}\p{N}._%+\-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}\-]{0,62}\.){1,8}\p{L}{2,24}", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b((?:Bearer|Basic)\s{1,4})[\w\-.~+/=]{8,4096}|\beyJ[\w\-]{8,4096}\.[\w\-]{2,4096}(?:\.[\w\-]{0,4096})?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
