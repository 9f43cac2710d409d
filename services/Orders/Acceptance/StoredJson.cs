using System.Text.Json.Serialization;
using Contracts.Orders;

namespace Microservices.Orders.Acceptance;

/// <summary>How lines and addresses are written into their columns.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<OrderLine>))]
[JsonSerializable(typeof(ShippingAddress))]
internal sealed partial class StoredJson : JsonSerializerContext;
