using System.Security.Claims;
using Contracts.Rules;
using Microservices.Inventory.Stock.Import;
using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Microservices.Inventory.Stock;

internal static class StockEndpoints
{
    private const int DefaultPageSize = 100;
    private const int LongestLevel = 16 * 1024;

    internal static void MapStockEndpoints(this WebApplication app)
    {
        // "**": a SKU may hold a slash, escaped or not.
        var stock = app.MapGroup("/stock").WithTags("Inventory");
        stock.MapGet("/", ListAsync).RequireScope(Scopes.StockRead).WithSummary("Stock in order of the SKU, page by page.");
        stock.MapGet("/{**sku}", FindAsync).RequireScope(Scopes.StockRead).WithSummary("What there is of a SKU.");
        stock.MapPut("/{**sku}", SetAsync).RequireScope(Scopes.StockWrite)
            .WithSummary("Sets what is on hand of a SKU, creates it if it is new, and serves the orders that wait for it.")
            .WithMetadata(new RequestSizeLimitAttribute(LongestLevel));
        stock.MapPost("/import", ImportAsync).RequireScope(Scopes.StockWrite).Accepts<string>(StockCsv.MediaType)
            .WithSummary("Sets what is on hand of many SKUs: CSV with the columns sku and onHand.");
    }

    private static async Task<Results<Ok<StockPage>, ValidationProblem>> ListAsync(StockKeeper stock,
        IOptions<InventoryOptions> options, CancellationToken cancellationToken,
        [FromQuery] string? after = null, [FromQuery] int limit = DefaultPageSize)
    {
        if (limit < 1 || limit > options.Value.MaxPageSize)
            return Invalid("limit", $"must be 1 to {options.Value.MaxPageSize}");

        return TypedResults.Ok(await stock.ListAsync(after, limit, cancellationToken));
    }

    private static async Task<Results<Ok<StockLevel>, ProblemHttpResult>> FindAsync(
        string sku, StockKeeper stock, CancellationToken cancellationToken) =>
        Identifiers.Rule.Holds(sku) && await stock.FindAsync(sku, cancellationToken) is { } level
            ? TypedResults.Ok(level)
            : TypedResults.Problem($"There is no SKU '{Characters.Show(sku)}'. SKUs are compared by exact case.",
                statusCode: StatusCodes.Status404NotFound, title: "The SKU is unknown.");

    private static async Task<Results<Ok<StockLevel>, Created<StockLevel>, ValidationProblem, ProblemHttpResult>> SetAsync(
        string sku, SetStockRequest request, StockKeeper stock, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!Identifiers.Rule.Holds(sku))
            return Invalid("sku", $"{Identifiers.Rule.Words}, not '{Characters.Show(sku)}'");
        if (!StockCount.IsValidOnHand(request.OnHand))
            return Invalid("onHand", StockCount.Rule);

        var result = await stock.SetAsync(new StockCount(sku, request.OnHand), user.Actor(), cancellationToken);
        if (result.IsBelowReserved)
        {
            return TypedResults.Problem(
                $"{request.OnHand} on hand is less than the {result.Level.Reserved} pieces of '{sku}' reserved for orders.",
                statusCode: StatusCodes.Status409Conflict, title: "Less on hand than reserved.",
                extensions: new Dictionary<string, object?>
                {
                    ["onHand"] = request.OnHand,
                    ["reserved"] = result.Level.Reserved,
                });
        }

        return result.IsCreated ? TypedResults.Created(PathOf(sku), result.Level) : TypedResults.Ok(result.Level);
    }

    private static async Task<Results<Ok<StockImportSummary>, ProblemHttpResult>> ImportAsync(HttpContext context,
        StockImporter importer, IOptions<InventoryOptions> options, CancellationToken cancellationToken)
    {
        if (!StockCsv.IsMediaType(context.Request.ContentType))
        {
            return TypedResults.Problem($"Send the file as {StockCsv.MediaType}, not {context.Request.ContentType ?? "without a type"}.",
                statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Not a CSV.");
        }

        var limit = options.Value.MaxImportBytes;
        if (context.Request.ContentLength > limit)
            return TooLarge(limit, importer.SoFar);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = limit;

        try
        {
            return TypedResults.Ok(await importer.ImportAsync(context.Request.BodyReader, context.User.Actor(), cancellationToken));
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(limit, importer.SoFar); // a chunked body that grew beyond the limit
        }
        catch (WrongStockFileException exception)
        {
            return TypedResults.Problem(exception.Message,
                statusCode: StatusCodes.Status400BadRequest, title: "The file is no stock count.");
        }
    }

    private static ProblemHttpResult TooLarge(int limit, StockImportSummary soFar) => TypedResults.Problem(
        $"An import may have at most {limit} bytes (Inventory__MaxImportBytes). What was set before stays; send the file in parts.",
        statusCode: StatusCodes.Status413PayloadTooLarge, title: "The file is too large.",
        extensions: new Dictionary<string, object?> { ["imported"] = soFar });

    private static ValidationProblem Invalid(string field, string rule) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [rule] }, $"{field} {rule}.");

    private static string PathOf(string sku) => "/stock/" + Uri.EscapeDataString(sku);
}
