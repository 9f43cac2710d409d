namespace Microservices.DeadLetters.Tests.Security;

public sealed class OneQueueOnSqliteTests : When_a_caller_sees_one_queue
{
    protected override Task<(string Key, string Value)[]> DatabaseAsync() => Task.FromResult<(string, string)[]>([]);
}
