namespace Microservices.ServiceDefaults.Customers.Links;

/// <summary>Marks a route that customers open by their link; no other caller may.</summary>
internal sealed record CustomerRoute;
