using Microservices.DeadLetters.Reading.Groups;
using Microservices.DeadLetters.Reading.Letters;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Reading.Queues;
using Microservices.ServiceDefaults.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microservices.DeadLetters.Reading;

/// <summary>Registers what shows dead letters.</summary>
internal static class ReadingServiceExtensions
{
    /// <summary>Adds the readers; database, ingest and alarms are registered by the caller.</summary>
    public static void AddReading(this IServiceCollection services)
    {
        services.AddSettings<MaskingOptions>(MaskingOptions.SectionName);
        services.TryAddSingleton<Masker>();
        services.AddSingleton<EventConsumers>();
        services.AddScoped<LetterSiblings>();
        services.AddScoped<LetterTimeline>();
        services.AddScoped<LetterDetails>();
        services.AddScoped<LetterReader>();
        services.AddScoped<GroupReader>();
        services.AddScoped<GroupEditor>();
        services.AddScoped<OverviewReader>();
    }

    /// <summary>Maps the routes.</summary>
    public static void MapReadingEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapOverviewEndpoints();
        app.MapGroupEndpoints();
        app.MapLetterEndpoints();
    }
}
