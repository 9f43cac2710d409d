namespace Microservices.Invoice.Xml;

/// <summary>An invoice as EN 16931 XML.</summary>
/// <param name="Content">The file, UTF-8.</param>
/// <param name="ReplacedCharacters">Characters that XML 1.0 forbids, each written as U+FFFD.</param>
internal sealed record WrittenXml(byte[] Content, int ReplacedCharacters);
