using Microservices.Orders.Fulfilment;
using Microservices.Orders.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Orders.Data;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    internal const int FingerprintLength = 32; // SHA-256
    private const int StepsLength = 200; // a dozen steps

    // The steps of orders that were accepted before releases stored them.
    private const string FirstSteps = "email,inventory,invoice";

    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.HasKey(order => order.OrderId);
        builder.Property(order => order.OrderId).ValueGeneratedNever();
        builder.Property(order => order.OrderNumber).HasMaxLength(OrderLimits.Key);
        builder.Property(order => order.CustomerId).HasMaxLength(OrderLimits.Key);
        builder.Property(order => order.CustomerName).HasMaxLength(OrderLimits.Name);
        builder.Property(order => order.CustomerEmail).HasMaxLength(OrderLimits.Email);
        builder.Property(order => order.CustomerLocale).HasMaxLength(OrderLimits.Locale);
        builder.Property(order => order.Currency).HasMaxLength(OrderLimits.Currency);
        builder.Property(order => order.TotalAmount).HasPrecision(19, 4);
        builder.Property(order => order.ConfirmedAt).HasConversion<UtcConverter>();
        builder.Property(order => order.AcceptedAt).HasConversion<UtcConverter>();
        builder.Property(order => order.Fingerprint).HasMaxLength(FingerprintLength);
        builder.Property(order => order.ExpectedSteps).HasMaxLength(StepsLength).HasDefaultValue(FirstSteps);
        builder.Property(order => order.Status).HasMaxLength(FulfilmentStepConfiguration.CodeLength)
            .HasDefaultValue(FulfilmentStatus.Pending);

        builder.HasIndex(order => order.OrderNumber).IsUnique();
        // The page of GET /orders, and the same for each of its filters.
        builder.HasIndex(order => new { order.AcceptedAt, order.OrderId });
        builder.HasIndex(order => new { order.Status, order.AcceptedAt, order.OrderId });
        builder.HasIndex(order => new { order.CustomerEmail, order.AcceptedAt, order.OrderId });
        builder.HasIndex(order => new { order.CustomerId, order.AcceptedAt });
    }
}
