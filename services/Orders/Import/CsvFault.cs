namespace Microservices.Orders.Import;

/// <summary>What makes a record unreadable.</summary>
/// <param name="Code">One of <see cref="Validation.Reasons"/>.</param>
/// <param name="Message">What is wrong, for a reader.</param>
/// <param name="Line">The line to look at.</param>
internal sealed record CsvFault(string Code, string Message, long Line);
