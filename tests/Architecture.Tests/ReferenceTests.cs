using Microservices.Architecture.Tests.Rules;

namespace Microservices.Architecture.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public void Should_have_found_the_services() =>
        Repository.Services.ShouldBeSubsetOf(Repository.ProjectFiles.Select(Path.GetFileNameWithoutExtension));

    [Fact]
    public void Should_know_contracts_and_what_is_shared_only() =>
        Repository.ProjectFiles
            .SelectMany(file => ReferenceRule.Check(file, File.ReadAllText(file), Repository.Services))
            .ShouldBeNone();

    [Fact]
    public void Should_use_no_type_of_another_service() =>
        Repository.Services.SelectMany(ForeignAssemblies).ShouldBeNone();

    [Theory]
    [InlineData("../Invoice/Invoice.csproj", "Email must not reference ../Invoice/Invoice.csproj")]
    [InlineData("../Standalone/Standalone.csproj", "Email must not reference ../Standalone/Standalone.csproj")]
    [InlineData("../../contracts/Contracts.csproj", null)]
    [InlineData("../Shared/ServiceDefaults/ServiceDefaults.csproj", null)]
    public void Should_find_a_reference_to_another_service(string reference, string? expected)
    {
        var project = $"<Project><ItemGroup><ProjectReference Include=\"{reference}\" /></ItemGroup></Project>";

        var found = ReferenceRule.Check("/repository/services/Email/Email.csproj", project, ["Email", "Invoice"]);

        found.ShouldBe(expected is null ? [] : [expected]);
    }

    private static IEnumerable<string> ForeignAssemblies(string service) =>
        Repository.Assemblies.Single(assembly => assembly.GetName().Name == "Microservices." + service)
            .GetReferencedAssemblies()
            .Where(reference => Repository.Services.Any(other => "Microservices." + other == reference.Name))
            .Select(reference => $"{service} uses {reference.Name}");
}
