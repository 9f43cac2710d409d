using System.Security.Cryptography;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Microservices.Standalone.Samples;

/// <summary>Makes orders for the page to place: the page posts them to <c>/orders</c> as any shop would.</summary>
internal static class SampleEndpoints
{
    private static readonly Dictionary<string, (string Name, string City, string PostalCode, string Line1, string Country)> Customers = new()
    {
        ["en"] = ("Grace O'Neill", "Bristol", "BS1 4DJ", "12 Harbour Walk", "GB"),
        ["de"] = ("Jörg Müller & Söhne", "Köln", "50667", "Domstraße 4", "DE"),
        ["fr"] = ("Élodie Lefèvre", "Lyon", "69002", "8, rue de la République", "FR"),
        ["es"] = ("José Núñez", "Sevilla", "41001", "Calle Sierpes 21", "ES")
    };

    internal static void MapSamples(this WebApplication app) =>
        app.MapGet("/samples/order", Create).RequireScope(Scopes.OrdersWrite).WithTags("Standalone").WithName("GetSampleOrder")
            .WithSummary("Makes an order that POST /orders accepts");

    private static Results<Ok<object>, ValidationProblem> Create(string locale = "en", string currency = "EUR")
    {
        if (!Customers.TryGetValue(locale, out var customer))
        {
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>
            {
                ["locale"] = [$"must be one of {string.Join(", ", Customers.Keys)}, not {locale}"]
            });
        }

        var products = RandomNumberGenerator.GetItems(SampleProducts.All.ToArray().AsSpan(), RandomNumberGenerator.GetInt32(1, 5))
            .Distinct();
        return TypedResults.Ok<object>(new
        {
            customer = new { id = $"sample-{locale}", name = customer.Name, email = $"customer-{locale}@example.test", locale },
            currency,
            shippingAddress = new { line1 = customer.Line1, postalCode = customer.PostalCode, city = customer.City, country = customer.Country },
            lines = products.Select(x => new
            {
                sku = x.Sku,
                description = x.Description,
                quantity = RandomNumberGenerator.GetInt32(1, 4),
                unitPrice = x.Price
            }).ToArray()
        });
    }
}
