using Microservices.Orders.Validation;

namespace Microservices.Orders.Import;

/// <summary>An order of a file that was not taken, and why.</summary>
internal sealed record RejectedOrder
{
    /// <summary>The order's lines in the file, such as <c>755-761,770</c>.</summary>
    public required string Lines { get; init; }

    /// <summary>The number in the file; absent if it could not be read.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>The reason that the order is counted under.</summary>
    public required string Reason { get; init; }

    /// <summary>Every different reason, the counted one first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The first reason in words.</summary>
    public required string Message { get; init; }

    /// <summary>What is wrong, line by line and field by field: the first 20.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>How many violations are not listed.</summary>
    public int ViolationsOmitted { get; init; }

    private const int ViolationsListed = 20;

    internal static RejectedOrder From(ImportedOrder order)
    {
        var items = order.Violations.Items;
        var codes = items.Select(item => item.Code).Distinct().OrderBy(Validation.Reasons.RankOf).ToList();
        var primary = order.Violations.PrimaryCode ?? codes[0];
        var first = items.FirstOrDefault(item => item.Code == primary) ?? items[0];
        return new RejectedOrder
        {
            Lines = order.Lines.ToString(),
            OrderNumber = order.OrderNumber,
            Reason = primary,
            Reasons = codes[0] == primary ? codes : [primary, .. codes],
            Message = Describe(first),
            Violations = [.. items.Take(ViolationsListed)],
            ViolationsOmitted = order.Violations.Omitted + Math.Max(0, items.Count - ViolationsListed),
        };
    }

    private static string Describe(Violation violation)
    {
        var place = violation.Line is { } line ? $"line {line}: " : "";
        var field = violation.Path.Length > 0 ? violation.Path + " " : "";
        var value = violation.Value is { } text ? $" (was '{text}')" : "";
        return place + field + violation.Message + value;
    }
}
