using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Orders.Data;

internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
{
    internal const int KeyLength = 255; // what other shops' interfaces allow

    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.HasKey(key => key.Key);
        builder.Property(key => key.Key).HasMaxLength(KeyLength);
        builder.Property(key => key.Fingerprint).HasMaxLength(OrderConfiguration.FingerprintLength);
        builder.Property(key => key.CreatedAt).HasConversion<UtcConverter>();
        builder.HasIndex(key => key.CreatedAt);
        builder.HasOne<Order>().WithMany().HasForeignKey(key => key.OrderId).OnDelete(DeleteBehavior.Cascade);
    }
}
