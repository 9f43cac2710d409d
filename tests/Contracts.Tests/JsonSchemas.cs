using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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
            described["pattern"] = "^-?[0-9]+(\\.[0-9]+)?$";
        }

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
