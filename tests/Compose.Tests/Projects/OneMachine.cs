namespace Microservices.Compose.Tests.Projects;

/// <summary>Tests that use one project after the other.</summary>
[CollectionDefinition]
public sealed class OneMachine : ICollectionFixture<OneMachineProject>;
