using System.Security.Claims;
using Microservices.Orders.Import;
using Microservices.Orders.Overload;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Microservices.Orders.Endpoints;

/// <summary><c>POST /orders/import</c></summary>
internal static class ImportOrdersEndpoint
{
    private const string Csv = "text/csv";
    private const string NdJson = "application/x-ndjson";

    internal static async Task<Results<Ok<ImportSummary>, EmptyHttpResult, ValidationProblem, ProblemHttpResult>>
        HandleAsync(
        HttpRequest request,
        ClaimsPrincipal user,
        OrderImporter importer,
        ImportOptionsFactory optionsFactory,
        IOptions<ImportSettings> settings,
        IOptions<OverloadSettings> overload,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        if (FindFormat(request.ContentType) is not { } format)
            return Problems.UnsupportedMediaType(request.ContentType, Csv, NdJson);

        var errors = new Dictionary<string, string[]>();
        var options = optionsFactory.Create(format, request.Query, errors) with { Actor = user.Actor() };
        if (errors.Count > 0)
            return Problems.Invalid(errors);

        var limit = settings.Value.MaxBodyBytes;
        if (request.ContentLength > limit)
            return Problems.TooLarge(limit, "Orders__Import__MaxBodyBytes");
        BodyReader.LiftLimits(request); // ImportBody has its own, which say what was taken until then
        await using var body = new ImportBody(request.Body, limit, overload.Value, timeProvider);

        try
        {
            if (!WantsStream(request))
                return TypedResults.Ok(
                    await importer.ImportAsync(body, options, progress: null, cancellationToken));

            await ImportStream.RunAsync(importer, body, request, options, cancellationToken);
            return TypedResults.Empty;
        }
        catch (WrongFileException wrong)
        {
            // Thrown before anything was answered, also when streaming.
            return Problems.WrongFile(wrong.Expected, wrong.Found);
        }
        catch (ImportStoppedException stopped)
        {
            return Problems.Stopped(stopped);
        }
    }

    private static ImportFormat? FindFormat(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return null;

        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            Csv => ImportFormat.Csv,
            NdJson or "application/ndjson" or "application/jsonl" => ImportFormat.NdJson,
            _ => null,
        };
    }

    private static bool WantsStream(HttpRequest request) => request.GetTypedHeaders().Accept
        .Any(type => type.MediaType.Equals(NdJson, StringComparison.OrdinalIgnoreCase));
}
