using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;
using Microservices.Testing;

namespace Microservices.TransactionalOutbox.Tests.Package;

/// <summary>The package as somebody else gets it: from a feed, in an application outside this repository, after its README.</summary>
public sealed class When_an_application_uses_the_package : IAsyncLifetime
{
    // No feed has it.
    private const string Version = "0.0.0-test";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("outbox-package-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Application => Path.Combine(_folder.FullName, "application");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Application);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Package", "Application")))
            File.Copy(file, Path.Combine(Application, Path.GetFileName(file)));

        var root = TestData.RepositoryRoot;
        var central = XDocument.Load(Path.Combine(root, "Directory.Packages.props"));
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await RunAsync("pack", Path.Combine(root, "services", "Shared", "TransactionalOutbox"), "--no-build", "-c", Configuration,
            "-o", Path.Combine(_folder.FullName, "feed"), $"-p:PackageVersion={Version}");

        // The packages that the repository has restored need not be fetched again. The package of this test stays in its folder.
        await RunAsync("build", Application, "-nodeReuse:false", $"-p:OutboxVersion={Version}",
            $"-p:MassTransitVersion={OneOf(central.Descendants("MassTransitVersion").Single().Value)}",
            $"-p:EntityFrameworkVersion={central.Descendants("EntityFrameworkVersion").Single().Value}",
            $"-p:NpgsqlVersion={VersionOf(central, "Npgsql.EntityFrameworkCore.PostgreSQL")}",
            $"-p:RestoreAdditionalProjectSources={Path.Combine(_folder.FullName, "feed")}",
            $"-p:RestorePackagesPath={Path.Combine(_folder.FullName, "packages")}", $"-p:RestoreFallbackFolders={packages}",
            "-p:NuGetAudit=false");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Should_consume_once_on_both_engines()
    {
        await using var broker = await RabbitMqServer.CreateVirtualHostAsync(Cancellation);

        var onSqlite = await StartAsync($"Data Source={Path.Combine(_folder.FullName, "shop.db")}");
        var onPostgres = await StartAsync(await PostgresServer.CreateDatabaseAsync(Cancellation), broker.ConnectionString);

        onSqlite.ShouldContain("2 invoices, sum 15");
        onPostgres.ShouldContain("2 invoices, sum 15");
    }

    private Task<string> StartAsync(params string[] arguments) =>
        RunAsync([Path.Combine(Application, "bin", "Debug", "net10.0", "Application.dll"), .. arguments]);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet was not started.");
        var output = (await process.StandardOutput.ReadToEndAsync(Cancellation)).TrimEnd();
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(0, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    private static string Configuration =>
        typeof(When_an_application_uses_the_package).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration; // the SDK writes it

    private static string VersionOf(XDocument central, string package) =>
        central.Descendants("PackageVersion").Single(x => x.Attribute("Include")?.Value == package).Attribute("Version")!.Value; // has one

    // The lower bound of a range: a comma would end the property on the command line.
    private static string OneOf(string range) => range.Trim('[', ')').Split(',')[0];
}
