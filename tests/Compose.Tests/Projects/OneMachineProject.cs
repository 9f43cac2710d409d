namespace Microservices.Compose.Tests.Projects;

/// <summary>The compose file as it is, with the consumers' interfaces published and the broker's port open for those outside.</summary>
public sealed class OneMachineProject() : ComposeProject("apis.yml", "amqp.yml");
