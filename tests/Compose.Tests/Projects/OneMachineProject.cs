namespace Microservices.Compose.Tests.Projects;

/// <summary>The compose file as it is, with the consumers' interfaces published.</summary>
public sealed class OneMachineProject() : ComposeProject("apis.yml");
