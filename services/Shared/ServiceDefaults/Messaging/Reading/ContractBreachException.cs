using System.Runtime.Serialization;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>A message breaks its contract. The same bytes will break it the next time, so nothing is retried.</summary>
/// <param name="message">The member, its value and the rule.</param>
internal sealed class ContractBreachException(string message) : SerializationException(message);
