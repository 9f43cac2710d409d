using System.Text.Json;
using Microservices.Orders.Import;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Microservices.Orders.Endpoints;

/// <summary>
/// Answers an import line by line while it runs: <c>{"rejection":…}</c> per rejected order, <c>{"progress":…}</c> per
/// batch, and <c>{"summary":…}</c> or <c>{"error":…}</c> at the end. A slow reader slows the import, not the memory.
/// </summary>
internal static class ImportStream
{
    internal static async Task RunAsync(OrderImporter importer, Stream body, HttpRequest request,
        ImportOptions options,
        CancellationToken cancellationToken)
    {
        var response = request.HttpContext.Response;
        var services = request.HttpContext.RequestServices;
        var json = services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

        async ValueTask WriteAsync<T>(T item)
        {
            if (!response.HasStarted)
            {
                response.ContentType = "application/x-ndjson; charset=utf-8";
                request.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            }

            await JsonSerializer.SerializeAsync(response.Body, item, json, cancellationToken);
            await response.Body.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }

        async ValueTask ReportAsync(ImportProgress report)
        {
            foreach (var rejection in report.Rejections)
                await WriteAsync(new { rejection });
            await WriteAsync(new
            {
                progress = new
                {
                    report.BytesRead,
                    report.LinesRead,
                    report.Accepted,
                    report.Duplicates,
                    report.Rejected,
                },
            });
            await response.Body.FlushAsync(cancellationToken);
        }

        try
        {
            var summary = await importer.ImportAsync(body, options, ReportAsync, cancellationToken);
            // Each rejection has been written; the summary need not repeat them.
            await WriteAsync(new { summary = summary with { Rejections = [], RejectionsOmitted = 0 } });
        }
        catch (ImportStoppedException stopped) when (response.HasStarted)
        {
            await WriteAsync(new { error = stopped.Message });
        }
        catch (Exception exception) when (response.HasStarted && exception is not OperationCanceledException)
        {
            // The status is sent: without this line a cut answer would look like a short one.
            await WriteAsync(new { error = "The import stopped; send the file again to take the rest." });
            throw;
        }
    }
}
