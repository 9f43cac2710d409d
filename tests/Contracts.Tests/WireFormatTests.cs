using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts.Orders;
using MassTransit;

namespace Microservices.Contracts.Tests;

public sealed class WireFormatTests
{
    public static TheoryData<string> OlderFiles =>
        [.. Directory.GetFiles(GoldenFile.OlderFolder, "*.json").Select(path => Path.GetFileName(path))];

    [Fact]
    public void Should_have_a_sample_of_every_message() =>
        Samples.Types.Order(ByName.Instance).ShouldBe(ContractTypes.Messages.Order(ByName.Instance));

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_write_what_the_golden_file_holds(Type message) =>
        GoldenFile.ShouldHold(GoldenFile.PathOf(message), Wire.WriteEnvelope(Samples.Of(message)));

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_name_the_message_by_its_urn(Type message) =>
        MessageUrn.ForTypeString(message).ShouldBe($"urn:message:{message.Namespace}:{message.Name}");

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_read_what_it_wrote(Type message)
    {
        var envelope = File.ReadAllText(GoldenFile.PathOf(message));

        Wire.WriteEnvelope(Wire.ReadEnvelope(envelope, message)).ShouldBe(envelope);
    }

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_read_the_same_from_a_plain_body(Type message)
    {
        var plain = Wire.WritePlain(Samples.Of(message));

        JsonNode.DeepEquals(JsonNode.Parse(plain), MessagePart(message)).ShouldBeTrue();
        Wire.WritePlain(Wire.ReadPlain(plain, message).ShouldNotBeNull()).ShouldBe(plain);
    }

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_read_amounts_that_other_languages_write_as_numbers(Type message)
    {
        var numbers = MessagePart(message).ToJsonString(Wire.Indented);
        foreach (var amount in new[] { "unitPrice", "netAmount", "vatAmount", "grossAmount" })
        {
            numbers = System.Text.RegularExpressions.Regex.Replace(numbers, $"(\"{amount}\": )\"([0-9.]+)\"", "$1$2");
        }

        Wire.WritePlain(Wire.ReadPlain(numbers, message).ShouldNotBeNull()).ShouldBe(Wire.WritePlain(Samples.Of(message)));
    }

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_read_messages_of_newer_senders(Type message)
    {
        // The file has just been read as an object.
        var newer = JsonChanges.WithUnknownProperties(JsonNode.Parse(File.ReadAllText(GoldenFile.PathOf(message)))!);

        Wire.WriteEnvelope(Wire.ReadEnvelope(newer.ToJsonString(), message))
            .ShouldBe(File.ReadAllText(GoldenFile.PathOf(message)));
    }

    [Theory]
    [MemberData(nameof(OlderFiles))]
    public void Should_read_messages_of_older_senders(string file)
    {
        var message = ContractTypes.Messages.Single(type => type.Name == file.Split('.')[0]);
        var older = File.ReadAllText(Path.Combine(GoldenFile.OlderFolder, file));

        Should.NotThrow(() => Wire.ReadEnvelope(older, message));
    }

    [Fact]
    public void Should_fill_in_what_an_older_sender_left_out()
    {
        var older = File.ReadAllText(Path.Combine(GoldenFile.OlderFolder, "OrderConfirmed.without-optional.json"));

        var order = Wire.ReadEnvelope(older, typeof(OrderConfirmed)).ShouldBeOfType<OrderConfirmed>();

        order.ShippingAddress.ShouldBeNull();
        order.Customer.Locale.ShouldBe("en");
        order.Lines.Sum(line => line.Quantity * line.UnitPrice).ShouldBe(35.40m);
    }

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_refuse_a_message_without_a_required_property(Type message)
    {
        var refused = JsonChanges.WithoutOneProperty(MessagePart(message))
            .Where(variant => IsRefused(variant.Changed, message))
            .Select(variant => variant.Path);

        refused.Order(StringComparer.Ordinal).ShouldBe(RequiredPaths(message, "").Order(StringComparer.Ordinal));
    }

    private static JsonNode MessagePart(Type message) =>
        JsonNode.Parse(File.ReadAllText(GoldenFile.PathOf(message)))?["message"]
        ?? throw new InvalidOperationException($"{GoldenFile.PathOf(message)} has no message.");

    private static bool IsRefused(JsonNode body, Type message)
    {
        try
        {
            Wire.ReadPlain(body.ToJsonString(), message);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static IEnumerable<string> RequiredPaths(Type type, string prefix)
    {
        foreach (var property in type.GetProperties())
        {
            var path = $"{prefix}/{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}";
            if (property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), inherit: false))
            {
                yield return path;
            }

            var item = property.PropertyType.GetGenericArguments().FirstOrDefault();
            var part = item ?? property.PropertyType;
            if (ContractTypes.All.Contains(part))
            {
                foreach (var inner in RequiredPaths(part, item is null ? path : path + "/0"))
                {
                    yield return inner;
                }
            }
        }
    }

    private sealed class ByName : IComparer<Type>
    {
        public static readonly ByName Instance = new();

        public int Compare(Type? x, Type? y) => string.CompareOrdinal(x?.FullName, y?.FullName);
    }
}
