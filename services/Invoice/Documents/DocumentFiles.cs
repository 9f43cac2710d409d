using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Documents;

/// <summary>PDFs as files in <c>Invoice__Documents__Directory</c>, where that is set.</summary>
internal sealed class DocumentFiles(IOptions<InvoiceOptions> options)
{
    private readonly string? _directory = options.Value.Documents.Directory;

    /// <summary>Whether PDFs are kept as files instead of in the database.</summary>
    public bool AreUsed => !string.IsNullOrWhiteSpace(_directory);

    /// <summary>Writes a file so that a reader, or a crash, never meets half of it.</summary>
    /// <param name="number">The invoice's number; has only characters that a file name may have.</param>
    /// <param name="pdf">The file.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    /// <returns>A task.</returns>
    public async Task WriteAsync(string number, byte[] pdf, CancellationToken cancellationToken)
    {
        var path = PathOf(number);
        Directory.CreateDirectory(_directory!); // AreUsed is checked by the caller
        var temporary = $"{path}.{Guid.CreateVersion7():N}.tmp";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(pdf, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public Task<byte[]> ReadAsync(string number, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(PathOf(number), cancellationToken);

    private string PathOf(string number) => Path.Combine(_directory ?? "", $"{number}.pdf");
}
