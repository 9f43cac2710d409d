namespace Microservices.ServiceDefaults.Tests.Database;

internal sealed class MigratedRow
{
    public int Id { get; set; }

    public string DisplayName { get; set; } = "";
}
