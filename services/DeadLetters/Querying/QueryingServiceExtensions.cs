using Microservices.DeadLetters.Querying.Translation;
using Microservices.DeadLetters.Querying.Views;
using Microservices.DeadLetters.Reading.Masking;
using Microservices.DeadLetters.Replay;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microservices.DeadLetters.Querying;

/// <summary>Registers the query language.</summary>
internal static class QueryingServiceExtensions
{
    /// <summary>Adds the query language; before the replays, which else do without.</summary>
    public static void AddQuerying(this IServiceCollection services)
    {
        services.AddSingleton<QueryLetterSelector>();
        services.AddSingleton<ILetterSelector>(provider => provider.GetRequiredService<QueryLetterSelector>());
        services.AddScoped<SavedViews>();
        services.TryAddSingleton<Masker>();
    }
}
