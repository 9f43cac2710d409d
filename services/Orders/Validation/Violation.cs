namespace Microservices.Orders.Validation;

/// <summary>One rule that an order breaks.</summary>
/// <param name="Path">
/// The field in the order's JSON, such as <c>lines[3].quantity</c>; empty for the order as a whole.
/// </param>
/// <param name="Code">One of <see cref="Reasons"/>.</param>
/// <param name="Message">What is wrong and what would be right, for a reader.</param>
/// <param name="Value">The offending value, cut to 64 characters; <see langword="null"/> if there is none.</param>
/// <param name="Line">The line of the imported file; <see langword="null"/> over HTTP.</param>
internal sealed record Violation(string Path, string Code, string Message, string? Value = null, long? Line = null);
