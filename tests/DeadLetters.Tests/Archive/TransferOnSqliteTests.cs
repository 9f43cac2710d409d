namespace Microservices.DeadLetters.Tests.Archive;

public sealed class TransferOnSqliteTests : When_dead_letters_are_transferred
{
    protected override Task<(string Key, string Value)[]> DatabaseAsync() => Task.FromResult<(string, string)[]>([]);
}
