using System.Runtime.Serialization;
using System.Text.Json;

namespace Microservices.ServiceDefaults.Messaging;

/// <summary>The exceptions of one endpoint that no retry can cure.</summary>
internal sealed class PermanentFaults
{
    // The same bytes will not be better the next time.
    private readonly HashSet<Type> _types = [typeof(SerializationException), typeof(JsonException)];

    public void Add(IEnumerable<Type> types) => _types.UnionWith(types);

    /// <summary>Whether the exception, or what it wraps, is permanent.</summary>
    public bool Contains(Exception? exception) => exception switch
    {
        null => false,
        _ when _types.Any(type => type.IsInstanceOfType(exception)) => true,
        AggregateException aggregate => aggregate.InnerExceptions.Any(Contains),
        _ => Contains(exception.InnerException)
    };
}
