using System.Reflection;

namespace Microservices.Contracts.Tests;

public sealed class DocumentationTests
{
    [Theory]
    [MemberData(nameof(ContractTypes.AllData), MemberType = typeof(ContractTypes))]
    public void Should_describe_the_contract_and_each_property(Type contract) =>
        Undocumented(contract).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_state_the_wire_name_and_how_often_it_is_published(Type message)
    {
        var summary = ContractDocumentation.Of(message).ShouldNotBeNull();

        summary.ShouldContain($"urn:message:{message.Namespace}:{message.Name}");
        summary.ShouldContain("ublished");
    }

    [Fact]
    public void Should_find_what_is_not_described() =>
        Undocumented(typeof(Undescribed)).ShouldBe([nameof(Undescribed), nameof(Undescribed.Amount)]);

    [Theory]
    [MemberData(nameof(ContractTypes.AllData), MemberType = typeof(ContractTypes))]
    public void Should_be_a_sealed_record_of_init_only_properties(Type contract) => Mutable(contract).ShouldBeEmpty();

    [Fact]
    public void Should_find_what_is_not_immutable() =>
        Mutable(typeof(Undescribed)).ShouldBe(["not sealed", "not a record", $"{nameof(Undescribed.Amount)} can be set"]);

    private static List<string> Undocumented(Type contract)
    {
        List<string> names = [];
        if (string.IsNullOrWhiteSpace(ContractDocumentation.Of(contract)))
        {
            names.Add(contract.Name);
        }

        names.AddRange(contract.GetProperties()
            .Where(property => string.IsNullOrWhiteSpace(ContractDocumentation.Of(property)))
            .Select(property => property.Name));
        return names;
    }

    private static List<string> Mutable(Type contract)
    {
        List<string> faults = [];
        if (!contract.IsSealed)
        {
            faults.Add("not sealed");
        }

        if (contract.GetMethod("<Clone>$") is null)
        {
            faults.Add("not a record");
        }

        faults.AddRange(contract.GetProperties().Where(CanBeSet).Select(property => $"{property.Name} can be set"));
        return faults;
    }

    private static bool CanBeSet(PropertyInfo property) => property.SetMethod is { } setter
        && !setter.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    /// <summary>What a contract must not look like.</summary>
#pragma warning disable CA1852 // Being unsealed is what the test is to find.
    private class Undescribed
    {
        public decimal Amount { get; set; }
    }
#pragma warning restore CA1852
}
