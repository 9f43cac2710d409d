namespace Microservices.Standalone.Samples;

/// <summary>A product of the sample shop.</summary>
/// <param name="Sku">Stock-keeping unit.</param>
/// <param name="Description">What the customer reads.</param>
/// <param name="Price">Price in units of the currency, VAT included.</param>
/// <param name="OnHand">Pieces that the sample shop starts with.</param>
internal sealed record SampleProduct(string Sku, string Description, decimal Price, int OnHand);
