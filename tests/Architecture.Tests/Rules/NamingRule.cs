namespace Microservices.Architecture.Tests.Rules;

/// <summary>No type is named as a service: inside <c>Microservices.Invoice</c>, a type <c>Invoice</c> is CS0118.</summary>
internal static class NamingRule
{
    /// <returns>One line for each type that bears a service's name.</returns>
    public static IEnumerable<string> Check(IEnumerable<Type> types, IReadOnlyCollection<string> services) => types
        .Where(type => services.Contains(type.Name))
        .Select(type => $"{type.FullName} is named as a service");
}
