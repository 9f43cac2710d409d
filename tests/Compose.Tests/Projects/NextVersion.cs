namespace Microservices.Compose.Tests.Projects;

/// <summary>Images of a version to come: the same services, of which Inventory has one migration more.</summary>
internal static class NextVersion
{
    public const string Tag = "test-next";

    /// <summary>The migration that Inventory's next version brings, as a developer would write it.</summary>
    public const string Migration = "29990101000000_AddChannel";

    private const string Source = $$"""
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Microservices.Inventory.Data.Migrations;

        [DbContext(typeof(InventoryDbContext))]
        [Migration("{{Migration}}")]
        internal sealed class AddChannel : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>("channel", "reservations", "text", nullable: true);
                migrationBuilder.CreateIndex("ix_reservations_channel", "reservations", "channel");
            }
        }
        """;

    public static async Task BuildAsync(ComposeProject project)
    {
        foreach (var service in ComposeProject.Services.Except(["inventory"]))
            await project.DockerAsync("tag", $"microservices/{service}:test", $"microservices/{service}:{Tag}");

        var folder = Directory.CreateTempSubdirectory("next-version-").FullName;
        try
        {
            // What Git knows, not what was built beside it.
            var (exitCode, _, error) = await project.TryAsync("bash", "-c", """
                set -o pipefail
                git ls-files -coz --exclude-standard contracts services deploy/docker .dockerignore global.json LICENSE '*.props' |
                    xargs -0 cp --parents -t "$0"
                """, folder);
            exitCode.ShouldBe(0, error);
            var migrations = Path.Combine(folder, "services", "Inventory", "Data", "Migrations");
            await File.WriteAllTextAsync(
                Path.Combine(migrations, $"{Migration}.cs"), Source, TestContext.Current.CancellationToken);
            await project.DockerAsync("build", "--quiet", "-f", Path.Combine(folder, "deploy", "docker", "Dockerfile"),
                "--build-arg", "SERVICE=Inventory", "-t", $"microservices/inventory:{Tag}", folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
