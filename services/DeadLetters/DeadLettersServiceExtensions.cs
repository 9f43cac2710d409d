using Microservices.DeadLetters.Alarms;
using Microservices.DeadLetters.Archive;
using Microservices.DeadLetters.Archive.Endpoints;
using Microservices.DeadLetters.Auditing;
using Microservices.DeadLetters.Components;
using Microservices.DeadLetters.Ingest;
using Microservices.DeadLetters.Querying;
using Microservices.DeadLetters.Querying.Views;
using Microservices.DeadLetters.Reading;
using Microservices.DeadLetters.Replay;
using Microservices.DeadLetters.Replay.Endpoints;
using Microservices.DeadLetters.Security;
using Microservices.DeadLetters.Security.SignIn;
using Microservices.ServiceDefaults.Database;
using Microservices.ServiceDefaults.Messaging;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microservices.DeadLetters;

/// <summary>Every registration of the service, in one place.</summary>
public static class DeadLettersServiceExtensions
{
    /// <summary>Adds the service: options, capabilities, database, messaging.</summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddDeadLettersService(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddConsoleSecurity();
        builder.Services.AddQuerying();
        builder.Services.AddReplays();
        builder.Services.AddScoped<AuditReader>();
        builder.Services.AddArchive();
        builder.Services.AddAlarms();
        builder.Services.AddIngest();
        builder.Services.AddReading();
        builder.Services.AddOpenApiDocument();
        builder.Services.AddConsole();

        // Counting up to a bound needs no order; with one, the planner may read the whole table for a few rows.
        builder.AddServiceDatabase<DeadLettersDbContext>("DeadLetters",
            warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
        builder.AddMessaging<DeadLettersDbContext>(bus =>
        {
            bus.AddReplayConsumers();
        });
    }

    /// <summary>Maps the service's HTTP routes.</summary>
    /// <param name="app">The host.</param>
    public static void MapDeadLettersEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);

        app.UseAntiforgery();
        app.MapSignInEndpoints();
        app.MapConsole();

        app.MapMe();
        app.MapReadingEndpoints();
        app.MapReplayEndpoints();
        app.MapSavedViewEndpoints();
        app.MapArchiveEndpoints();
        app.MapAuditEndpoints();
        app.MapOpenApiDocument();
    }
}
