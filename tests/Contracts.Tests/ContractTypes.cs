using Contracts.Orders;
using Contracts.Rules;

namespace Microservices.Contracts.Tests;

/// <summary>Finds the contracts in their assembly, so that a new one cannot be forgotten.</summary>
internal static class ContractTypes
{
    /// <summary>Every contract: the messages and the parts that they are made of.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. typeof(OrderConfirmed).Assembly.GetExportedTypes()
        .Where(type => type.Namespace != typeof(TextRule).Namespace).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The messages: contracts that are no part of another one.</summary>
    public static IReadOnlyList<Type> Messages { get; } = [.. All.Where(type => !All.Any(other => HasPart(other, type)))];

    public static TheoryData<Type> AllData => [.. All];

    public static TheoryData<Type> MessageData => [.. Messages];

    private static bool HasPart(Type whole, Type part) => whole.GetProperties()
        .Any(property => property.PropertyType == part || property.PropertyType.GetGenericArguments().Contains(part));
}
