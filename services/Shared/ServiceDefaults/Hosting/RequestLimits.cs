using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>Ends requests that are too large or come too slowly: one rule for every route of every service.</summary>
internal static class RequestLimits
{
    public static void AddRequestLimits(this IServiceCollection services) =>
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<HttpOptions>>((kestrel, http) => Apply(kestrel.Limits, http.Value));

    /// <summary>Why a body was not taken; null for another status than 408 and 413.</summary>
    public static string? Explain(HttpContext context, int? status)
    {
        var http = context.RequestServices.GetRequiredService<IOptions<HttpOptions>>().Value;
        return status switch
        {
            StatusCodes.Status408RequestTimeout => $"A body must bring {http.MinBodyBytesPerSecond} bytes per second "
                + "(Http__MinBodyBytesPerSecond).",
            StatusCodes.Status413PayloadTooLarge => ExplainSize(context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize, http),
            _ => null,
        };
    }

    private static void Apply(KestrelServerLimits limits, HttpOptions http)
    {
        limits.MaxRequestBodySize = http.MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = http.MaxHeaderBytes;
        limits.RequestHeadersTimeout = http.HeadersTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(http.MinBodyBytesPerSecond, http.BodyPatience);
    }

    private static string? ExplainSize(long? limit, HttpOptions http) => limit is null
        ? null
        : $"A body may have at most {limit} bytes here{(limit == http.MaxBodyBytes ? " (Http__MaxBodyBytes)" : "")}.";
}
