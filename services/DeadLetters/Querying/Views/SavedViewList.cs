namespace Microservices.DeadLetters.Querying.Views;

/// <summary>All views.</summary>
/// <param name="Items">By name.</param>
public sealed record SavedViewList(IReadOnlyList<SavedViewResponse> Items);
