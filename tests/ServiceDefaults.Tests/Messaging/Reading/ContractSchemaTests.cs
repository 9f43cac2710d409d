using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit.Serialization;
using Microservices.ServiceDefaults.Messaging.Reading;
using Microservices.Testing;
using Microservices.Testing.Contracts;

namespace Microservices.ServiceDefaults.Tests.Messaging.Reading;

public sealed class ContractSchemaTests
{
    private static readonly string Contracts = Path.Combine(TestData.RepositoryRoot, "contracts");
    private static readonly string Golden = Path.Combine(TestData.RepositoryRoot, "tests", "Contracts.Tests", "Golden");

    public static TheoryData<string> Messages =>
        [.. Directory.GetFiles(Contracts, "*.schema.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Contracts, path))];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Should_ship_the_schema_and_take_what_the_golden_file_holds(string schema)
    {
        using var read = JsonDocument.Parse(File.ReadAllText(Path.Combine(Contracts, schema)));
        ContractSchemas.Urns.ShouldContain(read.RootElement.GetProperty("$id").GetString());

        ContractSchema.Read(read.RootElement).Check(JsonElement.Parse(RightOf(schema))).ShouldBeNull();
    }

    [Fact]
    public void Should_check_a_message_whose_type_is_spelled_in_another_case() => Should.Throw<ContractBreachException>(
        () => ContractSchemas.Check("URN:message:contracts.orders:orderconfirmed", JsonElement.Parse("{}")));

    [Theory]
    [MemberData(nameof(Messages))]
    public void Should_name_the_member_of_every_wrong_kind(string schema)
    {
        var text = File.ReadAllText(Path.Combine(Contracts, schema));
        using var read = JsonDocument.Parse(text);
        var contract = ContractSchema.Read(read.RootElement);

        var wrongs = WrongMessages.Of(text, RightOf(schema));
        TestContext.Current.TestOutputHelper?.WriteLine($"{wrongs.Count} wrong messages");
        var mistaken = wrongs.Where(wrong => contract.Check(JsonElement.Parse(wrong.Json))?.Member != wrong.Member);

        mistaken.Select(wrong => $"{wrong}: {contract.Check(JsonElement.Parse(wrong.Json))?.ToString() ?? "taken"}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "type": "string", "format": "email" }""", "format 'email'")]
    [InlineData("""{ "type": "string", "enum": ["a"] }""", "keyword 'enum'")]
    public void Should_refuse_a_schema_that_it_would_not_enforce(string schema, string words) =>
        Should.Throw<NotSupportedException>(() => ContractSchema.Read(JsonElement.Parse(schema))).Message.ShouldContain(words);

    [Fact]
    public void Should_say_member_value_and_rule()
    {
        var contract = ContractSchema.Read(JsonElement.Parse("""
            { "type": "object", "properties": { "lines": { "type": "array", "items": { "type": "object", "properties": { "price":
              { "type": ["string", "number"], "pattern": "^[0-9]+$" } } } } } }
            """));

        contract.Check(JsonElement.Parse("""{ "lines": [{ "price": "1" }, { "price": "4,95" }] }""")).ShouldNotBeNull().ToString()
            .ShouldBe("lines[1].price must match ^[0-9]+$, and is \"4,95\".");
    }

    [Fact]
    public void Should_not_repeat_what_names_a_person()
    {
        var contract = ContractSchema.Read(JsonElement.Parse(File.ReadAllText(Path.Combine(Contracts, "Orders", "OrderConfirmed.schema.json"))));
        var message = RightOf("OrderConfirmed.schema.json").Replace("zoe@example.test", new string('z', 255), StringComparison.Ordinal);

        contract.Check(JsonElement.Parse(message)).ShouldNotBeNull().ToString().ShouldBe("customer.email must be a mailbox such as jane@example.test.");
    }

    [Theory]
    [InlineData("customer", "\"Jane Doe\"", "customer must be an object.")]
    [InlineData("customer", "5550123", "customer must be an object.")]
    [InlineData("shippingAddress", "\"1 High Street\"", "shippingAddress must be an object or null.")]
    public void Should_not_repeat_it_where_an_object_is_to_be(string member, string json, string expected)
    {
        var contract = ContractSchema.Read(JsonElement.Parse(File.ReadAllText(Path.Combine(Contracts, "Orders", "OrderConfirmed.schema.json"))));
        var message = JsonNode.Parse(RightOf("OrderConfirmed.schema.json"))!.AsObject(); // a golden file
        message[member] = JsonNode.Parse(json);

        contract.Check(JsonElement.Parse(message.ToJsonString())).ShouldNotBeNull().ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("4.950000", true)]
    [InlineData("4.9500000000", true)]
    [InlineData("4.952525", true)]
    [InlineData("4.9525250000", true)]
    [InlineData("4.9525251", false)]
    [InlineData("0.0000000001", false)]
    public void Should_take_a_price_as_fine_as_every_service_does(string price, bool isRight)
    {
        var contract = ContractSchema.Read(JsonElement.Parse(File.ReadAllText(Path.Combine(Contracts, "Orders", "OrderConfirmed.schema.json"))));
        var message = JsonNode.Parse(RightOf("OrderConfirmed.schema.json"))!.AsObject(); // a golden file
        message["lines"]![0]!["unitPrice"] = price;

        (contract.Check(JsonElement.Parse(message.ToJsonString()))?.Member).ShouldBe(isRight ? null : "lines[0].unitPrice");
    }

    [Fact]
    public void Should_agree_with_the_doors_on_every_rule()
    {
        var contract = ContractSchema.Read(JsonElement.Parse(File.ReadAllText(Path.Combine(Contracts, "Orders", "OrderConfirmed.schema.json"))));
        var order = RightOf("OrderConfirmed.schema.json");

        RuleCases.All.SelectMany(it => it.Members.Select(member =>
                (Case: it, Member: member, Breach: contract.Check(JsonElement.Parse(it.In(order, member))))))
            .Where(it => it.Breach?.Member != (it.Case.IsRight ? null : it.Member))
            .Select(it => $"{it.Member}: {it.Case}: {it.Breach?.ToString() ?? "taken"}").ShouldBeEmpty();
    }

    [Fact]
    public void Should_show_what_nobody_sees()
    {
        var contract = ContractSchema.Read(JsonElement.Parse("""{ "type": "object", "properties": { "sku": { "type": "string", "format": "identifier" } } }"""));

        contract.Check(JsonElement.Parse("{ \"sku\": \"MUG\u200B\" }")).ShouldNotBeNull().ToString().ShouldBe(
            "sku must be 1 to 64 characters without blanks around, invisible characters and control characters, and is \"MUG\\u200b\".");
    }

    [Fact]
    public void Should_read_an_instant_as_the_schema_has_it()
    {
        var options = InstantConverter.AddTo(new JsonSerializerOptions(SystemTextJsonMessageSerializer.Options));

        RuleCases.All.Where(it => it is { Format: "date-time", IsRight: true })
            .Select(it => JsonSerializer.Deserialize<DateTimeOffset>(it.Json, options).Ticks % TimeSpan.TicksPerMicrosecond).ShouldAllBe(rest => rest == 0);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<DateTimeOffset>("\"2026-05-01T09:30:00.123456789Z\"", options), options)
            .ShouldBe("\"2026-05-01T09:30:00.123456+00:00\"");
    }

    private static string RightOf(string schema)
    {
        var name = Path.GetFileName(schema)[..^".schema.json".Length];
        using var envelope = JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden, $"{name}.json")));
        return envelope.RootElement.GetProperty("message").GetRawText();
    }
}
