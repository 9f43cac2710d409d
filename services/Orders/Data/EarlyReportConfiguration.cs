using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Orders.Data;

internal sealed class EarlyReportConfiguration : IEntityTypeConfiguration<EarlyReport>
{
    internal const string Table = "early_reports";

    public void Configure(EntityTypeBuilder<EarlyReport> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(report => report.Id);
        builder.Property(report => report.ReceivedAt).HasConversion<UtcConverter>();
        builder.Property(report => report.At).HasConversion<UtcConverter>();
        builder.Property(report => report.Step).HasMaxLength(FulfilmentStepConfiguration.CodeLength);
        builder.Property(report => report.Status).HasMaxLength(FulfilmentStepConfiguration.CodeLength);
        builder.Property(report => report.Reference).HasMaxLength(FulfilmentStepConfiguration.ReferenceLength);
        builder.Property(report => report.Detail).HasMaxLength(FulfilmentStepConfiguration.DetailLength);
        builder.HasIndex(report => report.OrderId);
        builder.HasIndex(report => report.ReceivedAt);
    }
}
