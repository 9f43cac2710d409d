using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Microservices.Orders.Endpoints;

/// <summary>Reads request bodies under our own limits instead of the server's, to answer with a Problem.</summary>
internal static class BodyReader
{
    /// <summary>Takes the server's limits of size and pace off this request.</summary>
    /// <param name="request">The request, unread.</param>
    internal static void LiftLimits(HttpRequest request)
    {
        LiftSizeLimit(request);
        request.HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
    }

    /// <summary>Reads a whole body.</summary>
    /// <returns>The body, or <see langword="null"/> if it is larger than the limit.</returns>
    internal static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit,
        CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return null;

        LiftSizeLimit(request);
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[8192];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (body.Length + count > limit)
                return null;
            body.Write(buffer, 0, count);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static void LiftSizeLimit(HttpRequest request)
    {
        // The test server has none; a server that has begun to read keeps its own.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = null;
    }
}
