using Microsoft.AspNetCore.Http;

namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>Marks a route that customers open by their link; no other caller may.</summary>
internal sealed record CustomerRoute
{
    /// <summary>Whether a request is for such a route.</summary>
    public static bool IsOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CustomerRoute>() is not null;
}
