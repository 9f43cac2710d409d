using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>
/// SHA-256 over an order as sent, in one spelling: equal numbers (2.5 and 2.50), equal instants and another order of
/// JSON members give the same. Defaults are not part of it, so that a repeated request stays equal to itself.
/// </summary>
internal static class OrderFingerprint
{
    // Written into the hash: a changed spelling must not make old orders look different by accident but by decision.
    private const int Version = 1;

    internal static byte[] Of(OrderRequest request) =>
        Of(request, request.ConfirmedAt is { } instant ? Instants.Cut(instant) : null);

    /// <summary>The hash that releases stored which did not cut instants to the microsecond.</summary>
    /// <returns><see langword="null"/> if theirs was the same.</returns>
    internal static byte[]? OfEarlierReleases(OrderRequest request) =>
        request.ConfirmedAt is { } instant && instant != Instants.Cut(instant) ? Of(request, instant) : null;

    private static byte[] Of(OrderRequest request, DateTimeOffset? confirmedAt)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteNumberValue(Version);
            json.WriteStringValue(request.OrderId?.ToString("D"));
            json.WriteStringValue(request.OrderNumber);
            Write(json, request.Customer);
            json.WriteStringValue(request.Currency);
            Write(json, request.ShippingAddress);
            json.WriteStringValue(confirmedAt?.UtcDateTime.ToString("O"));
            foreach (var line in request.Lines ?? [])
                Write(json, line);
            WriteTerms(json, request);
            json.WriteEndArray();
        }

        return SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    // Nothing where an order has none of them, so that orders of releases before them keep their fingerprints.
    private static void WriteTerms(Utf8JsonWriter json, OrderRequest request)
    {
        WriteTerm(json, "vatId", request.Customer?.VatId);
        WriteTerm(json, "supplyDate", request.SupplyDate?.ToString("O", CultureInfo.InvariantCulture));
        WriteTerm(json, "pricesIncludeVat", request.PricesIncludeVat?.ToString());
        WriteTerm(json, "payment.status", request.Payment?.Status);
        WriteTerm(json, "payment.method", request.Payment?.Method);
        if (request.BillingAddress is not { } address)
            return;

        json.WriteStartArray();
        Write(json, address);
        json.WriteEndArray();
    }

    private static void WriteTerm(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            return;

        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CustomerRequest? customer)
    {
        json.WriteStringValue(customer?.Id);
        json.WriteStringValue(customer?.Name);
        json.WriteStringValue(customer?.Email);
        json.WriteStringValue(customer?.Locale);
    }

    private static void Write(Utf8JsonWriter json, AddressRequest? address)
    {
        json.WriteStringValue(address?.Name);
        json.WriteStringValue(address?.Line1);
        json.WriteStringValue(address?.Line2);
        json.WriteStringValue(address?.PostalCode);
        json.WriteStringValue(address?.City);
        json.WriteStringValue(address?.Region);
        json.WriteStringValue(address?.Country);
        json.WriteStringValue(address?.CountryCode);
    }

    private static void Write(Utf8JsonWriter json, LineRequest line)
    {
        json.WriteStartArray();
        json.WriteStringValue(line.Sku);
        json.WriteStringValue(line.Description);
        json.WriteNumberValue(line.Quantity ?? 0);
        json.WriteNumberValue(Amounts.Normalize(line.UnitPrice ?? 0));
        if (line.VatCategory is { } category) // as above
            json.WriteStringValue(category);
        json.WriteEndArray();
    }
}
