using System.Globalization;
using Microservices.Chaos.Sabotaging;

namespace Microservices.Chaos.Fleets;

/// <summary>
/// The settings of the services. Waits that are minutes in production are seconds here; what the services do is the same.
/// </summary>
internal static class FleetConfiguration
{
    public static Dictionary<string, string> Of(string service, FleetAddresses addresses, Sabotage sabotage)
    {
        var settings = new Dictionary<string, string>
        {
            ["Messaging__RedeliveryIntervals__0"] = "00:00:01",
            ["Messaging__RedeliveryIntervals__1"] = "00:00:03",
            ["Messaging__RedeliveryIntervals__2"] = "00:00:08",
            ["Messaging__RetryLimit"] = "2",
            ["Messaging__KillSwitchRestartTimeout"] = "00:00:03",
            ["Messaging__ReconnectTimeout"] = "00:01:00",
            ["DOTNET_TieredPGO"] = "0", // a dozen young processes on few cores have no time to be measured
            ["Logging__Console__FormatterOptions__TimestampFormat"] = "yyyy-MM-dd HH:mm:ss.fff",
            ["Logging__Console__FormatterOptions__UseUtcTimestamp"] = "true",
            ["Logging__Console__FormatterOptions__IncludeScopes"] = "true", // for the trace
        };
        foreach (var (key, value) in Own(service, addresses))
            settings[key] = value;
        foreach (var (key, value) in Sabotages.SettingsOf(sabotage, service))
            settings[key] = value;
        return settings;
    }

    private static IEnumerable<(string Key, string Value)> Own(
        string service, FleetAddresses addresses) => service switch
        {
            ServiceNames.Email =>
            [
                ("Email__Sender__Name", "Chaos Shop"),
                ("Email__Sender__Address", "orders@shop.test"),
                ("Email__Smtp__Host", addresses.MailHost),
                ("Email__Smtp__Port", addresses.MailPort.ToString(CultureInfo.InvariantCulture)),
                ("Email__Smtp__Security", "None"),
                ("Email__Smtp__AttemptTimeout", "00:00:03"),
                ("Email__Smtp__TotalTimeout", "00:00:05"),
                ("Email__Smtp__BreakerBreakDuration", "00:00:01"),
                ("Email__Invoices__Address", $"{addresses.Invoice}"),
                ("Email__Invoices__AttemptTimeout", "00:00:03"),
                ("Email__Invoices__TotalTimeout", "00:00:05"),
            ],
            ServiceNames.Invoice => [("Invoice__Seller__Demo", "true")],
            ServiceNames.DeadLetters =>
            [
                ("DeadLetters__Ingest__ManagementUrl", addresses.Management.ToString()),
                ("DeadLetters__Ingest__DiscoveryInterval", "00:00:00.500"),
                ("DeadLetters__Replay__PublishingLease", "00:00:05"),
                ("DeadLetters__Replay__AcknowledgementTimeout", "00:00:20"),
            ],
            _ => [],
        };
}
