using MassTransit;

namespace Microservices.Architecture.Tests.Rules;

/// <summary>A consumer is internal and sealed, is named for what it does, and has a definition that says how it runs.</summary>
internal static class ConsumerRule
{
    /// <returns>One line for each fault of a consumer.</returns>
    public static IEnumerable<string> Check(IReadOnlyCollection<Type> types)
    {
        foreach (var consumer in types.Where(IsConsumer))
        {
            if (consumer.IsVisible || !consumer.IsSealed)
            {
                yield return $"{consumer.Name} is not internal sealed";
            }

            if (!consumer.Name.EndsWith("Consumer", StringComparison.Ordinal))
            {
                yield return $"{consumer.Name} is not named …Consumer";
            }

            if (!types.Any(type => type.Name == consumer.Name + "Definition"
                && typeof(IConsumerDefinition<>).MakeGenericType(consumer).IsAssignableFrom(type)))
            {
                yield return $"{consumer.Name} has no {consumer.Name}Definition";
            }
        }
    }

    public static bool IsConsumer(Type type) => type is { IsAbstract: false, IsInterface: false }
        && type.GetInterfaces().Any(candidate => candidate.IsGenericType
            && candidate.GetGenericTypeDefinition() == typeof(IConsumer<>));
}
