using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Documents;

/// <summary>
/// PDFs as files in <c>Invoice__Documents__Directory</c>, where that is set. A file's name has the beginning of its SHA-256,
/// so that two drawings of one invoice never overwrite each other: the database says which one is the document.
/// </summary>
internal sealed class DocumentFiles(IOptions<InvoiceOptions> options)
{
    private const int DigitsOfHash = 16;

    private readonly string? _directory = options.Value.Documents.Directory;

    /// <summary>Whether PDFs are kept as files instead of in the database.</summary>
    public bool AreUsed => !string.IsNullOrWhiteSpace(_directory);

    /// <summary>Writes a file so that a reader, or a crash, never meets half of it.</summary>
    /// <param name="number">The invoice's number; has only characters that a file name may have.</param>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="pdf">The file.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    /// <returns>A task.</returns>
    public async Task WriteAsync(string number, string sha256, byte[] pdf, CancellationToken cancellationToken)
    {
        var path = PathOf(number, sha256);
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
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public Task<byte[]> ReadAsync(string number, string sha256, CancellationToken cancellationToken)
    {
        var path = PathOf(number, sha256);
        return File.ReadAllBytesAsync(File.Exists(path) ? path : PathOfEarlierReleases(number), cancellationToken);
    }

    /// <summary>Deletes a file that did not become the document.</summary>
    /// <param name="number">The invoice's number.</param>
    /// <param name="sha256">Its SHA-256.</param>
    public void Delete(string number, string sha256) => File.Delete(PathOf(number, sha256));

    private string PathOf(string number, string sha256) =>
        Path.Combine(_directory ?? "", $"{number}.{sha256[..DigitsOfHash]}.pdf");

    private string PathOfEarlierReleases(string number) => Path.Combine(_directory ?? "", $"{number}.pdf");
}
