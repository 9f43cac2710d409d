namespace Microservices.DeadLetters.Tests.Archive;

public sealed class LetGoOnSqliteTests : When_dead_letters_are_let_go
{
    protected override Task<(string Key, string Value)[]> DatabaseAsync() => Task.FromResult<(string, string)[]>([]);
}
