using Microservices.Architecture.Tests.Rules;

namespace Microservices.Architecture.Tests;

public sealed class LayoutTests
{
    private const string AnyService = "Billing";

    [Fact]
    public void Should_give_every_service_the_same_parts() =>
        Repository.Services.SelectMany(service => LayoutRule.Check(Repository.Root, service)).ShouldBeNone();

    [Fact]
    public void Should_list_what_a_new_service_lacks()
    {
        var root = Directory.CreateTempSubdirectory("architecture-tests-");
        try
        {
            var folder = root.CreateSubdirectory("services").CreateSubdirectory(AnyService);
            File.WriteAllLines(Path.Combine(folder.FullName, "Program.cs"), Enumerable.Repeat("// a line", 25));
            File.WriteAllText(Path.Combine(folder.FullName, "Log.cs"), "");

            LayoutRule.Check(root.FullName, AnyService).ShouldBe(
            [
                "Billing lacks Billing.csproj",
                "Billing lacks BillingServiceExtensions.cs",
                "Billing lacks appsettings.json",
                "Billing lacks README.md",
                "Billing lacks Data/",
                "Billing lacks tests/Billing.Tests",
                "Billing lacks its place in Microservices.sln",
                "Billing lacks a Program.cs of fewer than 25 lines",
            ]);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
