using Microsoft.Extensions.Options;

namespace Microservices.Invoice.Documents;

/// <summary>
/// Documents as files in <c>Invoice__Documents__Directory</c>, where that is set. A file's name has the beginning of its SHA-256,
/// so that two drawings of one invoice never overwrite each other: the database says which one is the document.
/// </summary>
internal sealed class DocumentFiles(IOptions<InvoiceOptions> options)
{
    private readonly string? _directory = options.Value.Documents.Directory;

    /// <summary>Whether documents are kept as files instead of in the database.</summary>
    public bool AreUsed => !string.IsNullOrWhiteSpace(_directory);

    /// <summary>Writes a file, where files are used, so that a reader, or a crash, never meets half of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">The file.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    /// <returns>What the database is to hold: <see langword="null"/> where a file does.</returns>
    public async Task<byte[]?> KeepAsync(DocumentName name, byte[] content, CancellationToken cancellationToken)
    {
        if (!AreUsed)
            return content;

        var path = PathOf(name.FileName);
        Directory.CreateDirectory(_directory!); // set where files are used
        var temporary = $"{path}.{Guid.CreateVersion7():N}.tmp";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            return null;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Gives a document back if it is still what was stored.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stored">The file, where the database has it.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The file.</returns>
    /// <exception cref="DocumentCorruptException">It is missing or is not what was stored.</exception>
    public async Task<byte[]> VerifyAsync(DocumentName name, byte[]? stored, CancellationToken cancellationToken)
    {
        var content = stored ?? await ReadAsync(name, cancellationToken);
        var sha256 = DocumentName.Hash(content);
        return sha256 == name.Sha256
            ? content
            : throw new DocumentCorruptException(
                $"The {name.Type} of invoice {name.Number} has SHA-256 {sha256}, but {name.Sha256} was stored.");
    }

    /// <summary>Deletes a file that did not become the document.</summary>
    /// <param name="name">Its name.</param>
    public void Delete(DocumentName name) => File.Delete(PathOf(name.FileName));

    private async Task<byte[]> ReadAsync(DocumentName name, CancellationToken cancellationToken)
    {
        try
        {
            var path = PathOf(name.FileName);
            return await File.ReadAllBytesAsync(File.Exists(path) ? path : PathOfEarlierReleases(name), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DocumentCorruptException($"The {name.Type} of invoice {name.Number} cannot be read from its folder.", exception);
        }
    }

    private string PathOf(string file) => Path.Combine(_directory ?? "", file);

    private string PathOfEarlierReleases(DocumentName name) => PathOf($"{name.Number}.{name.Type}");
}
