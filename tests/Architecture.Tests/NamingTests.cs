using Microservices.Architecture.Tests.Rules;

namespace Microservices.Architecture.Tests;

public sealed class NamingTests
{
    [Fact]
    public void Should_name_no_type_as_a_service() =>
        NamingRule.Check(Repository.Assemblies.SelectMany(assembly => assembly.GetTypes()), Repository.Services)
            .ShouldBeNone();

    [Fact]
    public void Should_find_a_type_that_is_named_as_a_service() =>
        NamingRule.Check([typeof(NamingTests), typeof(SourceFile)], ["Email", nameof(SourceFile)])
            .ShouldBe(["Microservices.Architecture.Tests.SourceFile is named as a service"]);
}
