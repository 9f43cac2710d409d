using System.Threading.RateLimiting;

namespace Microservices.Orders.Overload;

/// <summary>The lease of a request that waited too long for its turn: it is refused.</summary>
internal sealed class RefusedLease : RateLimitLease
{
    private RefusedLease()
    {
    }

    public static RefusedLease Instance { get; } = new();

    public override bool IsAcquired => false;

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }
}
