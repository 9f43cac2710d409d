using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>One order as it came out of a file: right, or with what is wrong.</summary>
internal sealed class ImportedOrder
{
    /// <summary>The number in the file; <see langword="null"/> if it could not be read.</summary>
    public string? OrderNumber { get; init; }

    public required LineRanges Lines { get; init; }

    public required ViolationList Violations { get; init; }

    /// <summary>What was guessed about it, by <see cref="Import.Guesses"/>.</summary>
    public IReadOnlyCollection<string> Guesses { get; init; } = [];

    /// <summary>The order, with its id; <see langword="null"/> if it has violations.</summary>
    public ValidatedOrder? Order { get; init; }
}
