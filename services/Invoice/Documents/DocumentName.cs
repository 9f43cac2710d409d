using System.Security.Cryptography;

namespace Microservices.Invoice.Documents;

/// <summary>Names one file of an invoice.</summary>
/// <param name="Number">The invoice's number; has only characters that a file name may have.</param>
/// <param name="Sha256">The file's SHA-256 in hexadecimal.</param>
/// <param name="Type"><see cref="Pdf"/> or <see cref="Xml"/>.</param>
internal readonly record struct DocumentName(string Number, string Sha256, string Type)
{
    /// <summary>The invoice as people read it.</summary>
    public const string Pdf = "pdf";

    /// <summary>The electronic invoice.</summary>
    public const string Xml = "xml";

    private const int DigitsOfHash = 16;

    /// <summary>The file's name in the folder.</summary>
    public string FileName => $"{Number}.{Sha256[..DigitsOfHash]}.{Type}";

    /// <summary>Names a file by what is in it.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <param name="content">The file.</param>
    /// <param name="type"><see cref="Pdf"/> or <see cref="Xml"/>.</param>
    /// <returns>The name.</returns>
    public static DocumentName Of(string number, byte[] content, string type) => new(number, Hash(content), type);

    /// <summary>Computes the SHA-256 of a file.</summary>
    /// <param name="content">The file.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
