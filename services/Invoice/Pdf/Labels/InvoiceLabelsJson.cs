using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microservices.Invoice.Pdf.Labels;

/// <summary>Reads the label files; a missing word is an error.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(InvoiceLabels))]
internal sealed partial class InvoiceLabelsJson : JsonSerializerContext;
