using System.Net;
using System.Net.Http.Headers;

namespace Microservices.Orders.Tests.Overload;

/// <summary>A body of which half is sent, and the rest when it is told to.</summary>
internal sealed class HeldContent : HttpContent
{
    private readonly byte[] _bytes;
    private readonly bool _isChunked;
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldContent(byte[] bytes, string contentType, bool isChunked = false)
    {
        _isChunked = isChunked;
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(contentType);
    }

    public void Release() => _released.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var half = _bytes.Length / 2;
        await stream.WriteAsync(_bytes.AsMemory(0, half));
        await stream.FlushAsync();
        await _released.Task;
        await stream.WriteAsync(_bytes.AsMemory(half));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return !_isChunked;
    }
}
