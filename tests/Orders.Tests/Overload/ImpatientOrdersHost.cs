namespace Microservices.Orders.Tests.Overload;

/// <summary>Lets nobody wait for long, and takes small files only.</summary>
public sealed class ImpatientOrdersHost : SmallOrdersHost
{
    protected override void Configure(IDictionary<string, string?> settings)
    {
        base.Configure(settings);
        settings["Orders:Overload:LongestWait"] = "00:00:00.1";
        settings["Orders:Overload:ImportPatience"] = "00:00:01";
        settings["Orders:Import:MaxBodyBytes"] = "12288";
    }
}
