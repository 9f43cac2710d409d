namespace Microservices.DeadLetters.Tests.Alarms;

public sealed class AlarmsOnPostgresTests : When_people_are_told
{
    protected override bool IsShared => true;

    protected override async Task<(string Key, string Value)[]> DatabaseAsync() =>
        [("ConnectionStrings:DeadLetters", await MigratedDatabase.CreateAsync())];
}
