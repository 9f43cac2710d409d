namespace Microservices.Orders.Overload;

/// <summary>
/// The body of an import, which must keep its size and its pace. Only the time that is spent waiting for its sender counts, and
/// a good pace before does not make up for a bad one later: whoever holds one of the few places has to use it.
/// </summary>
internal sealed class ImportBody(Stream body, long maxBytes, OverloadSettings settings, TimeProvider timeProvider) : Stream
{
    private readonly long _bytesDue = (long)(settings.ImportBytesPerSecond * settings.ImportPatience.TotalSeconds);
    private TimeSpan _patience = settings.ImportPatience;
    private long _stretch;
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <exception cref="BadHttpRequestException">Too large (413) or too slow (408).</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var began = timeProvider.GetTimestamp();
        using var tooSlow = new CancellationTokenSource(_patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooSlow.Token, cancellationToken);
        int count;
        try
        {
            count = await body.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (tooSlow.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TooSlow();
        }

        Count(count, timeProvider.GetElapsedTime(began));
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Count(int count, TimeSpan waited)
    {
        if (count == 0)
            return; // the end, which may be asked for again

        _length += count;
        if (_length > maxBytes)
            throw new BadHttpRequestException($"An import may have at most {maxBytes} bytes (Orders__Import__MaxBodyBytes).",
                StatusCodes.Status413PayloadTooLarge);

        _patience -= waited;
        _stretch += count;
        if (_stretch >= _bytesDue)
            (_stretch, _patience) = (0, settings.ImportPatience);
        else if (_patience <= TimeSpan.Zero)
            throw TooSlow();
    }

    private BadHttpRequestException TooSlow() => new(
        $"An import must bring {settings.ImportBytesPerSecond} bytes per second (Orders__Overload__ImportBytesPerSecond); this one "
            + $"brought {_stretch} in {settings.ImportPatience.TotalSeconds:0} s (Orders__Overload__ImportPatience).",
        StatusCodes.Status408RequestTimeout);
}
