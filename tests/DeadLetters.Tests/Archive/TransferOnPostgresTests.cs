namespace Microservices.DeadLetters.Tests.Archive;

public sealed class TransferOnPostgresTests : When_dead_letters_are_transferred
{
    protected override async Task<(string Key, string Value)[]> DatabaseAsync() =>
        [("ConnectionStrings:DeadLetters", await MigratedDatabase.CreateAsync())];
}
