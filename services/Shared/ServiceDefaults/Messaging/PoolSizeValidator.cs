using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>
/// Refuses a pool of connections that is too small for the endpoints: messages would wait for a connection until they fail, and
/// so would the health checks.
/// </summary>
internal sealed class PoolSizeValidator(
    IEnumerable<DatabaseConsumers> databases, BrokerConnection broker, IConfiguration configuration) : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        // A limit that is wrong itself says nothing about the pool.
        if (SettingsReader.FindProblems(configuration, MessagingOptions.Section).Count > 0)
            return ValidateOptionsResult.Skip;

        List<string> failures = [.. databases.SelectMany(consumers => FindProblems(consumers, options))];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> FindProblems(DatabaseConsumers consumers, MessagingOptions options)
    {
        var needed = consumers.CountConnections(options, broker.IsInMemory);
        if (consumers.Database.PoolSize is { } size && size < needed)
        {
            yield return $"{consumers.Database.Key}: Maximum Pool Size={size} must be at least {needed}, the messages that one endpoint "
                + "works on at once (Messaging__ConcurrentMessageLimit, or Messaging__BatchConcurrencyLimit where it takes batches) and "
                + $"4 for the outbox, its cleanup and two health checks, for instance Maximum Pool Size={needed}.";
        }
    }
}
