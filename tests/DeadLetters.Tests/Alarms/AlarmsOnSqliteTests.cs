namespace Microservices.DeadLetters.Tests.Alarms;

public sealed class AlarmsOnSqliteTests : When_people_are_told
{
    protected override bool IsShared => false;

    protected override Task<(string Key, string Value)[]> DatabaseAsync() => Task.FromResult<(string, string)[]>([]);
}
