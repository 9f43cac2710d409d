namespace Microservices.Invoice.Documents;

/// <summary>A stored PDF or XML is missing or is not what was stored: someone must look.</summary>
/// <param name="message">Which, and what is wrong with it.</param>
/// <param name="innerException">What reading it said, if anything.</param>
internal sealed class DocumentCorruptException(string message, Exception? innerException = null)
    : Exception(message, innerException);
