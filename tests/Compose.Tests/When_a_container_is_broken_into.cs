using System.Text.Json;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests;

/// <summary>Who takes over a process finds as little as possible, and we know at once which of its packages it was.</summary>
[Collection<OneMachine>]
public sealed class When_a_container_is_broken_into(OneMachineProject project)
{
    // NuGet's graph without a platform, and that of the images built here.
    private static readonly string[] Graphs = ["net10.0", "net10.0/linux-x64", "net10.0/linux-arm64"];

    public static TheoryData<string> AllServices => [.. ComposeProject.Services];

    [Theory]
    [MemberData(nameof(AllServices))]
    public async Task Should_run_without_rights_on_files_that_nobody_can_change(string service)
    {
        foreach (var container in new[] { service, $"migrate-{service}" })
        {
            (await InspectAsync(container, "{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.CapAdd}} {{.HostConfig.Privileged}}"))
                .ShouldBe("1654 true [ALL] [] false", container);
        }

        var status = await project.RunAsync("exec", "-T", service, "cat", "/proc/1/status");
        Lines(status, "Uid:").ShouldBe(["Uid: 1654 1654 1654 1654"]);
        Lines(status, "Cap").ShouldAllBe(line => line.EndsWith(" 0000000000000000", StringComparison.Ordinal));
        Lines(status, "NoNewPrivs:").ShouldBe(["NoNewPrivs: 1"]);
        foreach (var place in new[] { "/app/x", "/run/secrets/x", "/x" })
        {
            var (exitCode, _, error) = await project.TryAsync("docker", "compose", "exec", "-T", service, "touch", place);
            exitCode.ShouldNotBe(0, place);
            error.ShouldContain("Read-only file system");
        }
    }

    [Fact]
    public async Task Should_gain_no_rights_in_any_container()
    {
        var containers = (await project.RunAsync("ps", "-aq")).Split('\n');

        containers.Length.ShouldBeGreaterThan(2 * ComposeProject.Services.Count);
        foreach (var container in containers)
        {
            (await project.DockerAsync("inspect", "-f", "{{.Name}} {{.HostConfig.Privileged}} {{.HostConfig.SecurityOpt}}", container))
                .ShouldEndWith(" false [no-new-privileges:true]");
        }
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public async Task Should_list_every_package_of_the_image_in_it(string service)
    {
        var sbom = JsonDocument.Parse(await project.RunAsync("exec", "-T", service, "cat", "/app/sbom.cdx.json")).RootElement;

        sbom.GetProperty("bomFormat").GetString().ShouldBe("CycloneDX");
        sbom.GetProperty("metadata").GetProperty("component").GetProperty("name").GetString().ShouldBe(service, StringCompareShould.IgnoreCase);
        sbom.GetProperty("components").EnumerateArray()
            .Select(package => package.GetProperty("purl").GetString()!.ToLowerInvariant()) // every package has one
            .Order().ShouldBe(Locked(service));
    }

    private static IEnumerable<string> Locked(string service)
    {
        var file = Directory.GetFiles(Path.Combine(TestData.RepositoryRoot, "services"), "packages.lock.json", SearchOption.AllDirectories)
            .Single(path => Path.GetFileName(Path.GetDirectoryName(path)!).Equals(service, StringComparison.OrdinalIgnoreCase)); // in a folder
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies").EnumerateObject()
            .Where(graph => Graphs.Contains(graph.Name))
            .SelectMany(graph => graph.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}".ToLowerInvariant())
            .Distinct().Order();
    }

    private static IEnumerable<string> Lines(string status, string start) =>
        status.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line.Replace('\t', ' '));

    private async Task<string> InspectAsync(string service, string format) =>
        await project.DockerAsync("inspect", "-f", format, await project.RunAsync("ps", "-aq", service));
}
