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
