namespace Microservices.DeadLetters.Tests.Archive;

public sealed class LetGoOnPostgresTests : When_dead_letters_are_let_go
{
    protected override async Task<(string Key, string Value)[]> DatabaseAsync() =>
        [("ConnectionStrings:DeadLetters", await MigratedDatabase.CreateAsync())];
}
