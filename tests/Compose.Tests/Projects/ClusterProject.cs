namespace Microservices.Compose.Tests.Projects;

/// <summary>With three broker nodes.</summary>
public sealed class ClusterProject() : ComposeProject("apis.yml", "cluster.yml");
