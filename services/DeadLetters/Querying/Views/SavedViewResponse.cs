using Microservices.DeadLetters.Data;

namespace Microservices.DeadLetters.Querying.Views;

/// <summary>A query with a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">The query.</param>
/// <param name="Owner">Who saved it last.</param>
public sealed record SavedViewResponse(string Name, string Query, string Owner)
{
    internal static SavedViewResponse From(SavedView view) => new(view.Name, view.Query, view.Owner);
}
