using System.Text.Json.Serialization;
using Contracts.Orders;

namespace Microservices.Orders.Acceptance;

/// <summary>How lines, addresses and terms are written into their columns.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<OrderLine>))]
[JsonSerializable(typeof(ShippingAddress))]
[JsonSerializable(typeof(InvoiceTerms))]
internal sealed partial class StoredJson : JsonSerializerContext;
