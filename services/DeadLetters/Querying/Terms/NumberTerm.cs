using System.Globalization;

namespace Microservices.DeadLetters.Querying.Terms;

/// <summary>A number compares to a value, or is one of some.</summary>
/// <param name="Key">The key, in the spelling of <see cref="QueryKeys"/>.</param>
/// <param name="Comparison">How; several values only by <see cref="Comparison.Equal"/>.</param>
/// <param name="Values">The values, of which one is enough.</param>
internal sealed record NumberTerm(string Key, Comparison Comparison, ValueList<long> Values) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print()
    {
        var sign = Comparison is Comparison.Equal ? "" : QueryPrinter.Sign(Comparison);
        return $"{Key}:{sign}{string.Join(',', Values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}";
    }
}
