using System.Linq.Expressions;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>What the engines say differently. Values become parameters, never SQL.</summary>
internal interface IQueryDialect
{
    /// <summary>A text fits a <c>LIKE</c> pattern, in any case; the backslash escapes.</summary>
    Expression Like(Expression text, string pattern);

    /// <summary>
    /// The value at a path of a JSON document equals a literal. Each name of the path may be of a list, whose items are
    /// looked into.
    /// </summary>
    /// <param name="document">The document; never null where this is asked.</param>
    /// <param name="path">Names from the document inwards.</param>
    /// <param name="literal">JSON of a string, a number, a truth value or null.</param>
    Expression HasValue(Expression document, IReadOnlyList<string> path, string literal);
}
