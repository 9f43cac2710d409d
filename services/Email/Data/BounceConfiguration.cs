using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microservices.Email.Data;

internal sealed class BounceConfiguration(MailKind kind) : IEntityTypeConfiguration<Bounce>
{
    /// <summary>Limit of the server's words in characters; a longer report is refused.</summary>
    public const int DiagnosticLength = 1000;

    // RFC 3463 §2: one digit, and twice up to three.
    private const int StatusCodeLength = 9;

    public void Configure(EntityTypeBuilder<Bounce> builder)
    {
        builder.ToTable(MailTables.Bounces(kind));
        builder.HasKey(bounce => bounce.OrderId);
        builder.Property(bounce => bounce.OrderId).ValueGeneratedNever();
        builder.Property(bounce => bounce.StatusCode).HasMaxLength(StatusCodeLength);
        builder.Property(bounce => bounce.Diagnostic).HasMaxLength(DiagnosticLength);
    }
}
