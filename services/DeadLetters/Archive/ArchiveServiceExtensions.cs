using Microservices.DeadLetters.Archive.Retention;
using Microservices.DeadLetters.Archive.Transfer;
using Microservices.ServiceDefaults.Configuration;

namespace Microservices.DeadLetters.Archive;

/// <summary>Registers what lets dead letters go.</summary>
internal static class ArchiveServiceExtensions
{
    /// <summary>Adds the services; the database is registered by the caller.</summary>
    public static void AddArchive(this IServiceCollection services)
    {
        services.AddSettings<RetentionOptions>(RetentionOptions.SectionName);
        services.AddScoped<ArchiveService>();
        services.AddScoped<LetterExport>();
        services.AddScoped<LetterImport>();
        services.AddScoped<LineStore>();
        services.AddScoped<RetentionSweep>();
        services.AddHostedService<RetentionWorker>();
    }
}
