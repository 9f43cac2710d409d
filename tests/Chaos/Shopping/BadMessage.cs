namespace Microservices.Chaos.Shopping;

/// <summary>A message that nobody can process: each of the consumers must give it up, with its reason.</summary>
/// <param name="MessageId">Its MessageId.</param>
/// <param name="What">What is wrong with it.</param>
internal sealed record BadMessage(Guid MessageId, string What);
