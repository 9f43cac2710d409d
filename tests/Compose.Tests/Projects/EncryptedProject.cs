namespace Microservices.Compose.Tests.Projects;

/// <summary>With encrypted connections to the broker.</summary>
public sealed class EncryptedProject : ComposeProject
{
    public EncryptedProject()
        : base("apis.yml", "tls.yml") => Settings["BROKER_SCHEME"] = "amqps";
}
