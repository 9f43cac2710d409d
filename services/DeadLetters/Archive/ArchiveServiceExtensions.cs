using Microservices.DeadLetters.Archive.Retention;
using Microservices.DeadLetters.Archive.Transfer;
using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Archive;

/// <summary>Registers what lets dead letters go.</summary>
internal static class ArchiveServiceExtensions
{
    /// <summary>Adds the services; the database is registered by the caller.</summary>
    public static void AddArchive(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddScoped<ArchiveService>();
        services.AddScoped<LetterExport>();
        services.AddScoped<LetterImport>();
        services.AddScoped<LineStore>();
        services.AddScoped<RetentionSweep>();
        services.AddHostedService<RetentionWorker>();
    }
}
