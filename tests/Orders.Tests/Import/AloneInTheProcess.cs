namespace Microservices.Orders.Tests.Import;

/// <summary>Runs when no other test does: what others hold would be measured too.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneInTheProcess;
