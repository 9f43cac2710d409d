using Microservices.Testing.Servers;

namespace Microservices.Testing.Tests;

/// <summary>The sources that this machine has: Docker, installed binaries, or both.</summary>
internal static class ServerSources
{
    public static TheoryData<string> OfRabbitMq => Of(new RabbitMqKind());

    public static TheoryData<string> OfPostgres => Of(new PostgresKind());

    private static TheoryData<string> Of(IServerKind kind)
    {
        TheoryData<string> sources = [];
        if (DockerEngine.FindAsync(CancellationToken.None).GetAwaiter().GetResult() is not null)
        {
            sources.Add("docker");
        }

        if (kind.CreateLocal() is not null)
        {
            sources.Add("local");
        }

        return sources;
    }
}
