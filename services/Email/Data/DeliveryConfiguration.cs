using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Email.Data;

internal sealed class DeliveryConfiguration(MailKind kind) : IEntityTypeConfiguration<Delivery>
{
    /// <summary>Room for a reply; what is longer is cut (RFC 5321 §4.5.3.1.5 allows 512 octets a line).</summary>
    public const int ServerReplyLength = 1000;

    // RFC 5322 §2.1.1: a header line has at most 998 characters; ours has 45 at most and a domain of at most 253.
    private const int MailMessageIdLength = 320;
    private const int StatusLength = 16;

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable(MailTables.Deliveries(kind));
        builder.HasKey(delivery => delivery.OrderId);
        builder.Property(delivery => delivery.OrderId).ValueGeneratedNever();
        builder.Property(delivery => delivery.Status).HasConversion<string>().HasMaxLength(StatusLength);
        builder.Property(delivery => delivery.MailMessageId).HasMaxLength(MailMessageIdLength);
        builder.Property(delivery => delivery.ServerReply).HasMaxLength(ServerReplyLength);
        // "What is not sent?" is the operator's question; nearly every row is Sent.
        builder.HasIndex(delivery => delivery.SendingAt)
            .HasFilter("status <> 'Sent'");
    }
}
