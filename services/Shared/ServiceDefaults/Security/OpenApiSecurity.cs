using Microservices.ServiceDefaults.Security.Keys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Microservices.ServiceDefaults.Security;

/// <summary>Says in every OpenAPI document how callers are known, and which scope each operation takes.</summary>
internal static class OpenApiSecurity
{
    private const string Key = "key";
    private const string Token = "token";

    public static void AddOpenApiSecurity(this IServiceCollection services) => services.ConfigureAll<OpenApiOptions>(options =>
    {
        options.AddDocumentTransformer((document, context, _) =>
        {
            AddSchemes(document, TakesTokens(context.ApplicationServices));
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            string[] policies = [.. metadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>()];
            if (!metadata.OfType<IAllowAnonymous>().Any())
                operation.Security = [.. Requirements(context, policies)];
            return Task.CompletedTask;
        });
    });

    private static void AddSchemes(OpenApiDocument document, bool takesTokens)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeys.Header,
            Description = "A key of the settings. The scope that an operation takes is in its security.",
        };
        if (takesTokens)
        {
            document.Components.SecuritySchemes[Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An access token of the OpenID Connect provider.",
            };
        }
    }

    // Either is enough. OpenAPI 3.1 has the names of rights there for every scheme: https://spec.openapis.org/oas/v3.1.1#security-requirement-object
    private static IEnumerable<OpenApiSecurityRequirement> Requirements(OpenApiOperationTransformerContext context, IEnumerable<string> policies)
    {
        List<string> scopes = [.. policies.Where(policy => policy != RouteSecurity.AnyCaller).Distinct()];
        yield return new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, context.Document)] = scopes };
        if (TakesTokens(context.ApplicationServices))
            yield return new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, context.Document)] = scopes };
    }

    private static bool TakesTokens(IServiceProvider services) => services.GetRequiredService<IOptions<SecurityOptions>>().Value.Oidc.TakesTokens;
}
