using Microservices.DeadLetters.Security;
using Microsoft.OpenApi;

namespace Microservices.DeadLetters;

/// <summary>The description of the API for programs: <c>/openapi/v1.json</c>.</summary>
internal static class OpenApiDocument
{
    private const string Pattern = "/openapi/{documentName}.json";

    /// <summary>Adds it.</summary>
    public static void AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            // In Standalone, another service's document has a title by now.
            if (document.Info.Title?.EndsWith("| v1", StringComparison.Ordinal) is not false)
                document.Info.Title = "Dead letters";
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "X-Api-Key",
                Description = $"A key of the settings. Scopes: {string.Join(", ", Access.Ladder)}.",
            };
            document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token of the OpenID Connect provider.",
            };
            return Task.CompletedTask;
        }));

    /// <summary>Maps it, unless another service of the process has: in Standalone, one document describes all.</summary>
    public static void MapOpenApiDocument(this IEndpointRouteBuilder app)
    {
        var isMapped = app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Any(endpoint => endpoint.RoutePattern.RawText == Pattern);
        if (!isMapped)
            app.MapOpenApi(Pattern).RequireCaller();
    }
}
