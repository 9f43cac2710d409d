namespace Microservices.DeadLetters.Querying;

/// <summary>A piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">Where it begins, from 1.</param>
/// <param name="Raw">How it was typed.</param>
/// <param name="Text">What it means, if it is a text.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, int Column, string Raw, QueryText? Text = null);
