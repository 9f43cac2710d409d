using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Microservices.Invoice.Pdf.Writing;

/// <summary>
/// Writes the objects of a PDF file (ISO 32000-1) one after the other. Takes no time and no randomness from anywhere, so
/// that the same calls give the same bytes.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly List<long> _offsets = [];

    public PdfFile()
    {
        WriteText("%PDF-1.7\n%");
        _output.Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']); // high bytes tell transports that the file is binary
    }

    /// <summary>Gives out the number of an object that is written later.</summary>
    /// <returns>Object number.</returns>
    public int Reserve()
    {
        _offsets.Add(0);
        return _offsets.Count;
    }

    /// <summary>Writes a reserved object.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="value">PDF syntax, ASCII.</param>
    public void Write(int number, string value)
    {
        _offsets[number - 1] = _output.Length;
        WriteText(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n{value}\nendobj\n"));
    }

    /// <summary>Writes an object.</summary>
    /// <param name="value">PDF syntax, ASCII.</param>
    /// <returns>Object number.</returns>
    public int Write(string value)
    {
        var number = Reserve();
        Write(number, value);
        return number;
    }

    /// <summary>Writes a stream, compressed.</summary>
    /// <param name="data">Content.</param>
    /// <param name="entries">Further dictionary entries.</param>
    /// <returns>Object number.</returns>
    public int WriteStream(ReadOnlySpan<byte> data, string entries = "")
    {
        using var compressed = new MemoryStream(data.Length / 2 + 64);
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);

        var number = Reserve();
        _offsets[number - 1] = _output.Length;
        WriteText(string.Create(CultureInfo.InvariantCulture,
            $"{number} 0 obj\n<</Length {compressed.Length}/Filter/FlateDecode{entries}>>\nstream\n"));
        _output.Write(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        WriteText("\nendstream\nendobj\n");
        return number;
    }

    /// <summary>Writes table of objects and trailer.</summary>
    /// <param name="catalog">Object number of the catalog.</param>
    /// <param name="information">Object number of the information dictionary.</param>
    /// <param name="identity">16 bytes that identify the document.</param>
    /// <returns>The file.</returns>
    public byte[] Finish(int catalog, int information, ReadOnlySpan<byte> identity)
    {
        var start = _output.Length;
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in _offsets)
            table.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");

        var id = Convert.ToHexString(identity);
        table.Append(CultureInfo.InvariantCulture,
            $"trailer\n<</Size {_offsets.Count + 1}/Root {catalog} 0 R/Info {information} 0 R/ID[<{id}><{id}>]>>\n");
        table.Append(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n");
        WriteText(table.ToString());
        return _output.ToArray();
    }

    /// <summary>Writes text as a PDF string of any characters.</summary>
    /// <param name="text">Text.</param>
    /// <returns>PDF syntax.</returns>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <inheritdoc />
    public void Dispose() => _output.Dispose();

    private void WriteText(string text)
    {
        foreach (var character in text)
            _output.WriteByte((byte)character); // PDF syntax is ASCII; text is written in hexadecimal
    }
}
