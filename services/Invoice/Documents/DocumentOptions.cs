using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Invoice.Documents;

/// <summary>Where the documents are kept, under <c>Invoice__Documents</c>.</summary>
internal sealed class DocumentOptions
{
    /// <summary>
    /// Folder for the documents, <c>{number}.{sha256}.pdf</c> and <c>.xml</c> (16 digits of the hash); the database then holds only length
    /// and SHA-256. Empty (the default): they are in the database.
    /// </summary>
    [Example("/var/lib/microservices/invoices")]
    public string? Directory { get; set; }
}
