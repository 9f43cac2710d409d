using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microservices.Orders.Validation;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Tests;

/// <summary>Orders that break no rule, to be broken by the tests.</summary>
internal static class TestOrders
{
    internal static JsonObject Json() => new()
    {
        ["orderId"] = "0198c4a2-7b5e-7c3e-9d0a-3f1f6d1c2b4a",
        ["orderNumber"] = "SHOP-1001",
        ["customer"] = new JsonObject
        {
            ["id"] = "C-17",
            ["name"] = "Jané Doe",
            ["email"] = "jane.doe@example.test",
            ["locale"] = "de-at",
        },
        ["currency"] = "GBP",
        ["shippingAddress"] = new JsonObject { ["city"] = "Cork", ["country"] = "EIRE" },
        ["lines"] = new JsonArray(
            new JsonObject { ["sku"] = "MUG", ["description"] = "Red mug", ["quantity"] = 2, ["unitPrice"] = 4.95m },
            new JsonObject { ["sku"] = "MUG", ["description"] = "Red mug", ["quantity"] = 2, ["unitPrice"] = 4.95m }),
        ["confirmedAt"] = "2026-05-01T09:30:00+01:00",
    };

    /// <summary>An order that says all about its invoice that an order can say.</summary>
    internal static JsonObject WithTerms(JsonObject? plain = null)
    {
        var order = plain ?? Json();
        order["customer"]!["vatId"] = "ATU12345678";
        order["billingAddress"] = new JsonObject { ["name"] = "Doe GmbH", ["city"] = "Wien", ["country"] = "Austria", ["countryCode"] = "AT" };
        order["lines"]![0]!["vatCategory"] = "reduced";
        order["supplyDate"] = "2026-05-02";
        order["pricesIncludeVat"] = false;
        order["payment"] = new JsonObject { ["status"] = "unpaid", ["method"] = "Transfer" };
        return order;
    }

    internal static JsonObject Fresh(string? orderNumber = null)
    {
        var order = Json();
        order["orderId"] = Guid.CreateVersion7().ToString();
        order["orderNumber"] = orderNumber ?? $"T-{Guid.NewGuid():N}";
        return order;
    }

    internal static void ShouldHaveTermsOf(JsonNode shown, JsonObject order)
    {
        shown["customer"]!["vatId"]!.GetValue<string>().ShouldBe("ATU12345678");
        shown["lines"]![0]!["vatCategory"]!.GetValue<string>().ShouldBe("reduced");
        foreach (var member in new[] { "billingAddress", "supplyDate", "pricesIncludeVat", "payment" })
        {
            foreach (var (name, value) in order[member] as JsonObject ?? new JsonObject { ["itself"] = order[member]!.DeepClone() })
                (name == "itself" ? shown[member] : shown[member]![name])!.ToJsonString().ShouldBe(value!.ToJsonString(), member);
        }
    }

    internal static OrderValidator Validator(int maxLines = 10_000) =>
        new(Options.Create(new OrdersOptions { MaxLines = maxLines }));

    internal static (ValidatedOrder? Order, ViolationList Violations) Read(string json, int maxLines = 10_000) =>
        Read(System.Text.Encoding.UTF8.GetBytes(json), maxLines);

    internal static (ValidatedOrder? Order, ViolationList Violations) Read(byte[] json, int maxLines = 10_000)
    {
        var violations = new ViolationList();
        var order = new OrderJson(Validator(maxLines)).ReadValid(json, violations);
        return (order, violations);
    }

    /// <summary>
    /// Sets or, with the value <c>undefined</c>, removes what a path such as <c>lines[1].sku</c> names.
    /// </summary>
    internal static string With(string path, string jsonValue)
    {
        var order = Json();
        JsonNode parent = order;
        var steps = path.Replace("[", ".[").Split('.', StringSplitOptions.RemoveEmptyEntries);
        foreach (var step in steps[..^1])
            parent = step[0] == '[' ? parent[IndexIn(step)]! : parent[step]!;

        if (steps[^1][0] == '[')
            parent[IndexIn(steps[^1])] = JsonNode.Parse(jsonValue);
        else if (jsonValue == "undefined")
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = JsonNode.Parse(jsonValue);
        return order.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static int IndexIn(string step) => int.Parse(step.AsSpan(1..^1), CultureInfo.InvariantCulture);
}
