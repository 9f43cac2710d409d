using System.Text;

namespace Microservices.Testing.Smtp;

/// <summary>Reads and writes SMTP's lines as bytes, so that a mail's data stays as it was sent.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next line without its line break; null when the client has gone.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await stream.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                {
                    return null;
                }
            }

            var part = _buffer.AsMemory(_start, _end - _start);
            var feed = part.Span.IndexOf((byte)'\n');
            if (feed < 0)
            {
                line.Write(part.Span);
                _start = _end;
                continue;
            }

            line.Write(part.Span[..feed]);
            _start += feed + 1;
            var bytes = line.ToArray();
            return bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes;
        }
    }

    /// <summary>A mail's data up to the line that is a dot; null when the client has gone before.</summary>
    public async Task<byte[]?> ReadDataAsync(CancellationToken cancellationToken)
    {
        using var data = new MemoryStream();
        while (await ReadAsync(cancellationToken) is { } line)
        {
            if (line is [(byte)'.'])
            {
                return data.ToArray();
            }

            // A leading dot was doubled by the client (RFC 5321, 4.5.2).
            data.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            data.Write("\r\n"u8);
        }

        return null;
    }

    public async Task WriteAsync(SmtpReply reply, CancellationToken cancellationToken)
    {
        var lines = reply.Text.Split('\n');
        var text = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append(reply.Code).Append(i < lines.Length - 1 ? '-' : ' ').Append(lines[i]).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
