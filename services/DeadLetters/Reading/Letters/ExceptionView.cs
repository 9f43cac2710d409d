namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>An exception of a chain.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Message">Its message.</param>
/// <param name="StackTrace">Its stack.</param>
public sealed record ExceptionView(string? Type, string? Message, string? StackTrace);
