using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Microservices.Orders.Endpoints;

/// <summary>
/// Describes bodies that handlers read themselves. Not by <c>Accepts</c>: its routing answers another content type
/// without a word, where the handler says what it takes.
/// </summary>
internal static class OpenApiDescriptions
{
    internal static RouteHandlerBuilder DescribeRequest<TRequest>(this RouteHandlerBuilder builder, JsonNode example,
        params string[] contentTypes) =>
            builder.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(TRequest), cancellationToken: cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = contentTypes.ToDictionary(type => type, type => new OpenApiMediaType
                {
                    Schema = schema,
                    // The first is what the example is written in.
                    Example = type == contentTypes[0] ? example.DeepClone() : null,
                }),
            };
        });

    /// <summary>Describes query parameters that a handler reads itself.</summary>
    internal static RouteHandlerBuilder DescribeQuery(this RouteHandlerBuilder builder,
        params (string Name, string Description)[] parameters) =>
            builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var (name, description) in parameters)
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = description,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            return Task.CompletedTask;
        });
}
