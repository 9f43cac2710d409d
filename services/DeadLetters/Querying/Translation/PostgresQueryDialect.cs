using System.Linq.Expressions;
using System.Text.Json.Nodes;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>PostgreSQL: <c>ILIKE</c>, and <c>@&gt;</c> on jsonb, which a GIN index with <c>jsonb_path_ops</c> answers.</summary>
internal sealed class PostgresQueryDialect : IQueryDialect
{
    /// <inheritdoc />
    public Expression Like(Expression text, string pattern) => Expression.Call(
        typeof(NpgsqlDbFunctionsExtensions), nameof(NpgsqlDbFunctionsExtensions.ILike), null,
        Expression.Constant(EF.Functions), text, Parameter.Of(pattern), Expression.Constant("\\"));

    /// <inheritdoc />
    public Expression HasValue(Expression document, IReadOnlyList<string> path, string literal)
    {
        // A document contains {"lines":[{"sku":1}]} by an item of a list, and {"lines":{"sku":1}} without one: which of the
        // names are of lists cannot be seen from here, so all ways are asked for. The index has one entry for them all.
        var ways = Enumerable.Range(0, 1 << path.Count)
            .Select(Expression (lists) => Contains(document, Wrap(path, literal, lists)));
        return ways.Aggregate((left, right) => Expression.OrElse(left, right));
    }

    private static string Wrap(IReadOnlyList<string> path, string literal, int lists)
    {
        var value = JsonNode.Parse(literal);
        for (var index = path.Count - 1; index >= 0; index--)
        {
            if ((lists & (1 << index)) != 0)
                value = new JsonArray(value);
            value = new JsonObject { [path[index]] = value };
        }

        return value!.ToJsonString(); // a path has at least one name, so it is an object
    }

    private static MethodCallExpression Contains(Expression document, string part) => Expression.Call(
        typeof(NpgsqlJsonDbFunctionsExtensions), nameof(NpgsqlJsonDbFunctionsExtensions.JsonContains), null,
        Expression.Constant(EF.Functions), document, Parameter.Of(part));
}
