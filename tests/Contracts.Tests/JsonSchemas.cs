using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Contracts.Orders;
using Contracts.Rules;
using MassTransit;
using Microservices.Testing;

namespace Microservices.Contracts.Tests;

/// <summary>Makes the JSON Schema of a message from its type and its XML documentation.</summary>
internal static class JsonSchemas
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonSchemaExporterOptions ExporterOptions = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    };

    public static string PathOf(Type message) => Path.Combine(TestData.RepositoryRoot, "contracts",
        RelativePathOf(message));

    /// <summary>Path below <c>contracts</c>: the folder of the publishing service, then the message.</summary>
    public static string RelativePathOf(Type message) =>
        $"{message.Namespace?.Split('.')[^1]}/{message.Name}.schema.json";

    public static string Write(Type message)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = MessageUrn.ForTypeString(message),
            ["title"] = message.Name,
        };
        foreach (var (name, value) in Options.GetJsonSchemaAsNode(message, ExporterOptions).AsObject())
        {
            schema[name] = value?.DeepClone();
        }

        return schema.ToJsonString(Wire.Indented) + "\n";
    }

    private static IEnumerable<(string Keyword, JsonNode Value)> Rules(JsonPropertyInfo? property)
    {
        foreach (var attribute in property?.AttributeProvider?.GetCustomAttributes(inherit: false) ?? [])
        {
            switch (attribute)
            {
                case TextRuleAttribute { Format: var format }:
                    var rule = TextRules.Find(format) ?? throw new InvalidOperationException($"There is no rule {format}.");
                    yield return ("format", format);
                    if (rule.Pattern is { } pattern)
                        yield return ("pattern", pattern);
                    break;
                case StringLengthAttribute length:
                    if (length.MinimumLength > 0)
                        yield return ("minLength", length.MinimumLength);
                    yield return ("maxLength", length.MaximumLength);
                    break;
                case MinLengthAttribute items:
                    yield return ("minItems", items.Length);
                    break;
                case RangeAttribute range:
                    yield return ("minimum", JsonNode.Parse(Convert.ToString(range.Minimum, CultureInfo.InvariantCulture)!)!); // numbers
                    yield return ("maximum", JsonNode.Parse(Convert.ToString(range.Maximum, CultureInfo.InvariantCulture)!)!);
                    break;
            }
        }
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject described)
        {
            return schema;
        }

        if (context.TypeInfo.Type == typeof(decimal))
        {
            // MassTransit writes decimals as text, so that no reader rounds them through binary floating point.
            described["type"] = new JsonArray("string", "number");
            // Fewer digits than a decimal holds, so that none is rounded away; databases write zeros behind the last decimal.
            described["pattern"] = $"^-?[0-9]{{1,15}}(\\.[0-9]{{1,{UnitPrices.MaxDecimals}}}0{{0,4}})?$";
        }
        else if (context.TypeInfo.Type == typeof(int))
        {
            (described["minimum"], described["maximum"]) = (int.MinValue, int.MaxValue);
        }

        if (context.TypeInfo.Type == typeof(Customer) || context.TypeInfo.Type == typeof(ShippingAddress))
            described["x-personal"] = true;

        foreach (var (keyword, value) in Rules(context.PropertyInfo))
            described[keyword] = value;

        var summary = context.PropertyInfo?.AttributeProvider is PropertyInfo property
            ? ContractDocumentation.Of(property)
            : context.Path.IsEmpty ? ContractDocumentation.Of(context.TypeInfo.Type) : null;
        if (summary is not null)
        {
            described.Insert(0, "description", summary);
        }

        return described;
    }
}
