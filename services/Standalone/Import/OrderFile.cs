using System.IO.Compression;
using Microservices.Orders.Import;

namespace Microservices.Standalone.Import;

/// <summary>A file of orders: its format by its name, uncompressed on the way when it ends in <c>.br</c>.</summary>
internal sealed record OrderFile(string Path)
{
    private bool IsCompressed => Path.EndsWith(".br", StringComparison.OrdinalIgnoreCase);

    /// <summary>Bytes to read, for a progress bar; unknown for a compressed file.</summary>
    internal long? Length => IsCompressed ? null : new FileInfo(Path).Length;

    internal ImportFormat Format
    {
        get
        {
            var name = IsCompressed ? Path[..^".br".Length] : Path;
            return name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) ? ImportFormat.NdJson : ImportFormat.Csv;
        }
    }

    internal Stream Open()
    {
        var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16,
            FileOptions.Asynchronous | FileOptions.SequentialScan);
        return IsCompressed ? new BrotliStream(file, CompressionMode.Decompress) : file;
    }
}
