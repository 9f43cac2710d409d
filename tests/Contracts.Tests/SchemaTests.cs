using System.Text.RegularExpressions;
using MassTransit;
using Microservices.Testing;

namespace Microservices.Contracts.Tests;

public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(TestData.RepositoryRoot, "contracts");
    private static readonly string AsyncApi = File.ReadAllText(Path.Combine(Folder, "asyncapi.yaml"));

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_have_the_schema_of_every_message(Type message) =>
        GoldenFile.ShouldHold(JsonSchemas.PathOf(message), JsonSchemas.Write(message));

    [Fact]
    public void Should_have_no_schema_without_a_message() =>
        Directory.GetFiles(Folder, "*.schema.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)
            .ShouldBe(ContractTypes.Messages.Select(JsonSchemas.RelativePathOf).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(ContractTypes.MessageData), MemberType = typeof(ContractTypes))]
    public void Should_show_every_message_in_asyncapi(Type message)
    {
        AsyncApi.ShouldContain($"address: {message.Namespace}:{message.Name}\n");
        AsyncApi.ShouldContain($"name: {MessageUrn.ForTypeString(message)}\n");
        AsyncApi.ShouldContain($"$ref: ./{JsonSchemas.RelativePathOf(message)}\n");
    }

    [Theory]
    [InlineData("upstream")]
    [InlineData("witness")]
    public void Should_name_the_users_of_those_outside_in_asyncapi(string user)
    {
        AsyncApi.ShouldContain($"$ref: '#/components/securitySchemes/{user}'\n");
        AsyncApi.ShouldContain($"    {user}:\n      type: plain\n");
        File.ReadAllText(Path.Combine(Folder, "..", "deploy", "rabbitmq", "definitions.json")).ShouldContain($"\"name\": \"{user}\"");
    }

    [Fact]
    public void Should_show_nothing_else_in_asyncapi() =>
        Regex.Matches(AsyncApi, "name: (urn:message:.+)").Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal)
            .ShouldBe(ContractTypes.Messages.Select(type => MessageUrn.ForTypeString(type)).Order(StringComparer.Ordinal));
}
