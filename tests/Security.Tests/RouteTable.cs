using Microservices.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Microservices.Security.Tests;

/// <summary>What is known of a route.</summary>
internal static class RouteTable
{
    public const string Open = "open to all";
    public const string Customer = "customer's link";
    public const string None = "NO POLICY";

    /// <summary>The policy that a route names; <see cref="Open"/>, or <see cref="None"/>.</summary>
    public static string PolicyOf(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return Open;

        string[] policies = [.. route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy ?? "").Distinct()];
        return policies is [{ Length: > 0 } policy] ? policy : policies is [] ? None : string.Join(" and ", policies);
    }

    public static bool IsPage(RouteEndpoint route) => route.Metadata.GetMetadata<BrowserPage>() is not null;

    public static string MethodOf(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "GET";

    /// <summary>A line of the table.</summary>
    public static string Describe(RouteEndpoint route) =>
        $"{MethodOf(route),-6} {"/" + route.RoutePattern.RawText?.TrimStart('/'),-44} {PolicyOf(route)}{(IsPage(route) ? ", page" : "")}";

    /// <summary>An address of the route.</summary>
    public static string PathOf(RouteEndpoint route) => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternParameterPart { ParameterPolicies: [{ Content: "guid" }, ..] } => "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            RoutePatternParameterPart => "1",
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "",
        }))));
}
