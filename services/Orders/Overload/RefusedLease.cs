using System.Threading.RateLimiting;

namespace Microservices.Orders.Overload;

/// <summary>What one gets whose turn did not come.</summary>
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
