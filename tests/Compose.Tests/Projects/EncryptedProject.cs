namespace Microservices.Compose.Tests.Projects;

/// <summary>With encrypted connections to broker and database server.</summary>
public sealed class EncryptedProject : ComposeProject
{
    public EncryptedProject()
        : base("apis.yml", "tls.yml", "postgres-tls.yml", "amqp.yml") => Settings["BROKER_SCHEME"] = "amqps";
}
