namespace Microservices.Orders.Tests.Import;

/// <summary>Gives a few bytes per read, as a slow network does.</summary>
internal sealed class TrickleStream(byte[] bytes, int count) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer.Length > count ? buffer[..count] : buffer, cancellationToken);
}
