using MassTransit;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Tests.Support;

/// <summary>A second service in the process: its own database, its own consumer, with inbox and outbox.</summary>
internal static class InboxService
{
    public const string Endpoint = "inbox-probe-sent";

    public static void Add(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("Inbox") is null)
        {
            builder.Configuration["ConnectionStrings:Inbox"] = builder.Configuration.GetConnectionString("Database")
                ?.Replace("probe.db", "inbox.db", StringComparison.Ordinal);
        }

        builder.AddServiceDatabase<InboxDbContext>("Inbox");
        builder.AddMessaging<InboxDbContext>(
            bus => bus.AddConsumer<InboxProbeConsumer, InboxProbeConsumerDefinition>(), publishesOutsideConsumers: true);
    }
}
