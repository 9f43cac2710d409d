namespace Microservices.Email.Invoices;

/// <summary>Where the PDFs of invoices come from. The events hold no file, only its hash: it is fetched when it is needed.</summary>
internal interface IInvoiceDocuments
{
    /// <summary>How long <see cref="ReadAsync"/> may take at most.</summary>
    TimeSpan Timeout { get; }

    /// <summary>Reads a PDF, unchecked.</summary>
    /// <param name="invoiceNumber">The invoice.</param>
    /// <param name="length">Its bytes, as the event says; no more than one beyond them is read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvoiceDocumentUnavailableException">It is not to be had now.</exception>
    /// <exception cref="InvoiceDocumentWrongException">There is none.</exception>
    Task<byte[]> ReadAsync(string invoiceNumber, int length, CancellationToken cancellationToken);
}
