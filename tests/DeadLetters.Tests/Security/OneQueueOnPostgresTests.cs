namespace Microservices.DeadLetters.Tests.Security;

public sealed class OneQueueOnPostgresTests : When_a_caller_sees_one_queue
{
    protected override async Task<(string Key, string Value)[]> DatabaseAsync() =>
        [("ConnectionStrings:DeadLetters", await MigratedDatabase.CreateAsync())];
}
