using System.Globalization;
using System.Text.Json;

namespace Microservices.Chaos.Shopping;

/// <summary>An order that a customer will place.</summary>
internal sealed record PlannedOrder
{
    public required int Index { get; init; }

    /// <summary>Names the order also where its id is not known yet.</summary>
    public required string Number { get; init; }

    public required OrderKind Kind { get; init; }

    public required string Email { get; init; }

    public required IReadOnlyList<PlannedLine> Lines { get; init; }

    /// <summary>What happens to its event once it is seen.</summary>
    public CopyKind Copy { get; init; }

    public decimal Total => Lines.Sum(line => line.Quantity * line.UnitPrice);

    public long Pieces => Lines.Sum(line => (long)line.Quantity);

    /// <summary>The body of the request.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        orderNumber = Number,
        customer = new { id = $"c-{Index}", name = $"Customer {Index.ToString(CultureInfo.InvariantCulture)}", email = Email },
        currency = "GBP",
        lines = Lines.Select(line => new { sku = line.Sku, description = line.Sku, quantity = line.Quantity, unitPrice = line.UnitPrice }),
    });
}
