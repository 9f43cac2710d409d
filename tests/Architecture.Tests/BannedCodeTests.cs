using Microservices.Architecture.Tests.Rules;

namespace Microservices.Architecture.Tests;

public sealed class BannedCodeTests
{
    [Fact]
    public void Should_not_read_the_clock_or_block_a_thread_in_services() =>
        Repository.SourcesBelow("services").SelectMany(BannedCodeRule.Check).ShouldBeNone();

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("var day = System.DateTime.Today;")]
    [InlineData("Thread.Sleep(100);")]
    [InlineData("var order = LoadAsync().Result;")]
    [InlineData("SaveAsync().Wait();")]
    [InlineData("SaveAsync().GetAwaiter().GetResult();")]
    public void Should_find(string code) =>
        BannedCodeRule.Check(new SourceFile("A.cs", "// a line\n" + code)).ShouldHaveSingleItem().ShouldStartWith("A.cs(2): ");

    [Theory]
    [InlineData("// Thread.Sleep(100);")]
    [InlineData("/* DateTime.Now\n DateTime.Now */")]
    [InlineData("throw new InvalidOperationException(\"use DateTime.Now \\\" no Thread.Sleep\");")]
    [InlineData("var now = timeProvider.GetUtcNow();")]
    [InlineData("return Results.Ok(order);")]
    [InlineData("await semaphore.WaitAsync(cancellationToken);")]
    public void Should_not_mistake(string code) =>
        BannedCodeRule.Check(new SourceFile("A.cs", code)).ShouldBeNone();
}
