using Microservices.Architecture.Tests.Rules;

namespace Microservices.Architecture.Tests;

public sealed class FileTests
{
    private const string Path = "services/Email/Sending/Sender.cs";

    [Fact]
    public void Should_hold_their_type_where_its_namespace_says() =>
        Repository.SourcesBelow("services").SelectMany(FileRule.Check).ShouldBeNone();

    [Theory]
    [InlineData("namespace Microservices.Email.Sending;\nclass Receiver;\nenum Mood { Good }",
        Path + " holds Receiver, Mood")]
    [InlineData("namespace Microservices.Email.Sending;\ninternal sealed record Receiver(int A);", Path + " holds Receiver")]
    [InlineData("namespace Microservices.Email;\npublic static class Sender;",
        Path + " is in namespace Microservices.Email and not Microservices.Email.Sending")]
    public void Should_find_a_misplaced_type(string text, string expected) =>
        FileRule.Check(new SourceFile(Path, text)).ShouldBe([expected]);

    [Fact]
    public void Should_find_a_file_that_is_too_long() =>
        FileRule.Check(new SourceFile(Path, string.Concat(Enumerable.Repeat("// a line\n", 301))))
            .ShouldBe([Path + " has more than 300 lines"]);

    [Fact]
    public void Should_find_a_large_type_beside_another() =>
        FileRule.Check(new SourceFile(Path, "namespace Microservices.Email.Sending;\nclass Sender;\nclass Receiver\n{"
                + string.Concat(Enumerable.Repeat("\n    int field;", 60)) + "\n}"))
            .ShouldBe([Path + " holds Receiver, which is too large to stand beside Sender"]);

    [Theory]
    [InlineData(Path, "namespace Microservices.Email.Sending;\nclass Sender;\nenum Mood { Good }")]
    [InlineData(Path, "namespace Microservices.Email.Sending;\nclass Sender\n{\n    private enum Mood { Good }\n}")]
    [InlineData("services/Email/Program.cs", "var builder = 1;")]
    [InlineData("services/Shared/ServiceDefaults/Log.cs", "namespace Microservices.ServiceDefaults;\nclass Log;")]
    public void Should_find_nothing_wrong_with(string path, string text) =>
        FileRule.Check(new SourceFile(path, text)).ShouldBeNone();
}
