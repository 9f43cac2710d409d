using System.Linq.Expressions;
using Microsoft.Data.Sqlite;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>SQLite: <c>LIKE</c>, which knows the case of ASCII letters only, and a function of ours to look into JSON.</summary>
internal sealed class SqliteQueryDialect : IQueryDialect
{
    /// <summary>Makes the function known to a context's connection, open or not.</summary>
    internal static void Prepare(DbContext dbContext) => ((SqliteConnection)dbContext.Database.GetDbConnection())
        .CreateFunction<string?, string?, string?, bool>(BodyFunction.SqlName, BodyFunction.HasValue, isDeterministic: true);

    /// <inheritdoc />
    public Expression Like(Expression text, string pattern) => Expression.Call(
        typeof(DbFunctionsExtensions), nameof(DbFunctionsExtensions.Like), null,
        Expression.Constant(EF.Functions), text, Parameter.Of(pattern), Expression.Constant("\\"));

    /// <inheritdoc />
    public Expression HasValue(Expression document, IReadOnlyList<string> path, string literal) => Expression.Call(
        typeof(BodyFunction), nameof(BodyFunction.HasValue), null,
        document, Parameter.Of(string.Join('.', path)), Parameter.Of(literal));
}
