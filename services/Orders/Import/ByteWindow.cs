namespace Microservices.Orders.Import;

/// <summary>
/// A stretch of a stream held in a buffer of fixed size, from which readers take whole lines and records.
/// </summary>
internal sealed class ByteWindow(Stream stream, int reach)
{
    private readonly byte[] _buffer = new byte[Math.Max(2 * reach, 256 << 10)];
    private int _start;
    private int _end;

    /// <summary>How many bytes were taken from the stream.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>Whether the bytes at hand are the stream's last.</summary>
    internal bool IsLast { get; private set; }

    /// <summary>What is at hand.</summary>
    internal ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Takes more from the stream; to be called while no more than a record may have is at hand.</summary>
    /// <returns><see langword="false"/> if what is at hand is the stream's last.</returns>
    internal async ValueTask<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (_start == _end || _end == _buffer.Length)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count;
        BytesRead += count;
        IsLast = count == 0;
        return !IsLast;
    }

    internal void Advance(int count) => _start += count;
}
