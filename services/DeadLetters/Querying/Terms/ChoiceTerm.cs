namespace Microservices.DeadLetters.Querying.Terms;

/// <summary>A state or cause is one of some that are known.</summary>
/// <param name="Key">The key, in the spelling of <see cref="QueryKeys"/>.</param>
/// <param name="Values">Values of <see cref="QueryKey.Values"/>; wildcards have become what they stand for.</param>
internal sealed record ChoiceTerm(string Key, ValueList<string> Values) : QueryTerm
{
    /// <inheritdoc />
    protected override string Print() => $"{Key}:{string.Join(',', Values)}";
}
