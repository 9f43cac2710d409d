namespace Microservices.Orders.Tests.Overload;

/// <summary>Lets nobody wait for long.</summary>
public sealed class ImpatientOrdersHost : SmallOrdersHost
{
    protected override void Configure(IDictionary<string, string?> settings)
    {
        base.Configure(settings);
        settings["Orders:Overload:LongestWait"] = "00:00:00.1";
    }
}
