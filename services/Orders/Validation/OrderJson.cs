using System.Text.Json;
using System.Text.Unicode;

namespace Microservices.Orders.Validation;

/// <summary>
/// Reads an order from JSON without giving up at the first surprise: a wrong type is a violation of its field, and the
/// rest is read on, so that a caller learns everything at once.
/// </summary>
internal sealed class OrderJson(OrderValidator validator)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads and validates an order.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="violations">Receives what is wrong.</param>
    /// <returns>The order, or <see langword="null"/> if anything is wrong.</returns>
    internal ValidatedOrder? ReadValid(ReadOnlyMemory<byte> utf8, ViolationList violations) =>
        Read(utf8, violations) is { } request ? validator.Validate(request, violations) : null;

    /// <summary>Reads an order.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="violations">Receives what cannot be read.</param>
    /// <returns>The order with what could be read, or <see langword="null"/> if the text is no JSON object.</returns>
    internal OrderRequest? Read(ReadOnlyMemory<byte> utf8, ViolationList violations)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            violations.Add("", Reasons.EncodingNotUtf8, "the text must be UTF-8");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return ReadOrder(new JsonFields(document.RootElement, "", violations));

            violations.Add("", Reasons.WrongType, "must be a JSON object");
        }
        catch (JsonException exception)
        {
            violations.Add(exception.Path?.TrimStart('$', '.') ?? "", Reasons.MalformedJson, Describe(exception));
        }
        catch (InvalidOperationException) // { "\ud800": 1 }, met while names are compared
        {
            violations.Add("", Reasons.EncodingNotUtf8, "the name of a member has half of a surrogate pair");
        }

        return null;
    }

    private static string Describe(JsonException exception) => exception.LineNumber is { } line
        ? $"is not JSON at line {line + 1}, byte {exception.BytePositionInLine + 1}: {Reason(exception)}"
        : $"is not JSON: {Reason(exception)}";

    // The text goes on with the position, which Describe says counted from 1.
    private static string Reason(JsonException exception) =>
        exception.Message.Split(" LineNumber:", StringSplitOptions.None)[0];

    private OrderRequest ReadOrder(JsonFields fields) => new()
    {
        OrderId = fields.Guid("orderId", Reasons.OrderIdInvalid),
        OrderNumber = fields.Text("orderNumber"),
        Customer = fields.Object("customer") is { } customer ? ReadCustomer(customer) : null,
        Currency = fields.Text("currency"),
        ShippingAddress = fields.Object("shippingAddress") is { } address ? ReadAddress(address) : null,
        BillingAddress = fields.Object("billingAddress") is { } billing ? ReadAddress(billing) : null,
        Lines = fields.Array("lines", validator.MaxLines, Reasons.TooManyLines)?.ConvertAll(ReadLine),
        ConfirmedAt = fields.Instant("confirmedAt"),
        SupplyDate = fields.Date("supplyDate"),
        PricesIncludeVat = fields.Flag("pricesIncludeVat"),
        Payment = fields.Object("payment") is { } payment
            ? new PaymentRequest { Status = payment.Text("status"), Method = payment.Text("method") }
            : null,
    };

    private static CustomerRequest ReadCustomer(JsonFields fields) => new()
    {
        Id = fields.Text("id"),
        Name = fields.Text("name"),
        Email = fields.Text("email"),
        Locale = fields.Text("locale"),
        VatId = fields.Text("vatId"),
    };

    private static AddressRequest ReadAddress(JsonFields fields) => new()
    {
        Name = fields.Text("name"),
        Line1 = fields.Text("line1"),
        Line2 = fields.Text("line2"),
        PostalCode = fields.Text("postalCode"),
        City = fields.Text("city"),
        Region = fields.Text("region"),
        Country = fields.Text("country"),
        CountryCode = fields.Text("countryCode"),
    };

    private static LineRequest ReadLine(JsonFields? fields) => fields is not { } line ? new() : new()
    {
        Sku = line.Text("sku"),
        Description = line.Text("description"),
        Quantity = line.Integer("quantity", Reasons.QuantityInvalid),
        UnitPrice = line.Amount("unitPrice", Reasons.UnitPriceInvalid),
        VatCategory = line.Text("vatCategory"),
    };
}
