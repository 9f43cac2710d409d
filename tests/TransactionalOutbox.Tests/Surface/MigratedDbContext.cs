using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Microservices.TransactionalOutbox.Tests.Surface;

/// <summary>An application that made its migrations with the stock package.</summary>
public sealed class MigratedDbContext(DbContextOptions<MigratedDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTransactionalOutboxEntities();
}

[DbContext(typeof(MigratedDbContext)), Migration("20250101000000_Initial")]
public sealed class InitialMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
    }
}

/// <summary>As EF Core writes it for the tables in StockTables.facts.txt.</summary>
[DbContext(typeof(MigratedDbContext))]
public sealed class MigratedDbContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("Relational:MaxIdentifierLength", 63);
        modelBuilder.UseIdentityByDefaultColumns();

        modelBuilder.Entity("MassTransit.EntityFrameworkCoreIntegration.InboxState", b =>
            {
                b.Property<long>("Id")
                    .ValueGeneratedOnAdd()
                    .HasColumnType("bigint");

                NpgsqlPropertyBuilderExtensions.UseIdentityByDefaultColumn(b.Property<long>("Id"));

                b.Property<DateTime?>("Consumed")
                    .HasColumnType("timestamp with time zone");

                b.Property<Guid>("ConsumerId")
                    .HasColumnType("uuid");

                b.Property<DateTime?>("Delivered")
                    .HasColumnType("timestamp with time zone");

                b.Property<DateTime?>("ExpirationTime")
                    .HasColumnType("timestamp with time zone");

                b.Property<long?>("LastSequenceNumber")
                    .HasColumnType("bigint");

                b.Property<Guid>("LockId")
                    .HasColumnType("uuid");

                b.Property<Guid>("MessageId")
                    .HasColumnType("uuid");

                b.Property<int>("ReceiveCount")
                    .HasColumnType("integer");

                b.Property<DateTime>("Received")
                    .HasColumnType("timestamp with time zone");

                b.Property<byte[]>("RowVersion")
                    .IsConcurrencyToken()
                    .ValueGeneratedOnAddOrUpdate()
                    .HasColumnType("bytea");

                b.HasKey("Id");

                b.HasAlternateKey("MessageId", "ConsumerId");

                b.HasIndex("Delivered");

                b.ToTable("InboxState");
            });

        modelBuilder.Entity("MassTransit.EntityFrameworkCoreIntegration.OutboxMessage", b =>
            {
                b.Property<long>("SequenceNumber")
                    .ValueGeneratedOnAdd()
                    .HasColumnType("bigint");

                NpgsqlPropertyBuilderExtensions.UseIdentityByDefaultColumn(b.Property<long>("SequenceNumber"));

                b.Property<string>("Body")
                    .IsRequired()
                    .HasColumnType("text");

                b.Property<string>("ContentType")
                    .IsRequired()
                    .HasMaxLength(256)
                    .HasColumnType("character varying(256)");

                b.Property<Guid?>("ConversationId")
                    .HasColumnType("uuid");

                b.Property<Guid?>("CorrelationId")
                    .HasColumnType("uuid");

                b.Property<string>("DestinationAddress")
                    .HasMaxLength(256)
                    .HasColumnType("character varying(256)");

                b.Property<DateTime?>("EnqueueTime")
                    .HasColumnType("timestamp with time zone");

                b.Property<DateTime?>("ExpirationTime")
                    .HasColumnType("timestamp with time zone");

                b.Property<string>("FaultAddress")
                    .HasMaxLength(256)
                    .HasColumnType("character varying(256)");

                b.Property<string>("Headers")
                    .HasColumnType("text");

                b.Property<Guid?>("InboxConsumerId")
                    .HasColumnType("uuid");

                b.Property<Guid?>("InboxMessageId")
                    .HasColumnType("uuid");

                b.Property<Guid?>("InitiatorId")
                    .HasColumnType("uuid");

                b.Property<Guid>("MessageId")
                    .HasColumnType("uuid");

                b.Property<string>("MessageType")
                    .IsRequired()
                    .HasColumnType("text");

                b.Property<Guid?>("OutboxId")
                    .HasColumnType("uuid");

                b.Property<string>("Properties")
                    .HasColumnType("text");

                b.Property<Guid?>("RequestId")
                    .HasColumnType("uuid");

                b.Property<string>("ResponseAddress")
                    .HasMaxLength(256)
                    .HasColumnType("character varying(256)");

                b.Property<DateTime>("SentTime")
                    .HasColumnType("timestamp with time zone");

                b.Property<string>("SourceAddress")
                    .HasMaxLength(256)
                    .HasColumnType("character varying(256)");

                b.HasKey("SequenceNumber");

                b.HasIndex("EnqueueTime");

                b.HasIndex("ExpirationTime");

                b.HasIndex("OutboxId", "SequenceNumber")
                    .IsUnique();

                b.HasIndex("InboxMessageId", "InboxConsumerId", "SequenceNumber")
                    .IsUnique();

                b.ToTable("OutboxMessage");
            });

        modelBuilder.Entity("MassTransit.EntityFrameworkCoreIntegration.OutboxState", b =>
            {
                b.Property<Guid>("OutboxId")
                    .HasColumnType("uuid");

                b.Property<DateTime>("Created")
                    .HasColumnType("timestamp with time zone");

                b.Property<DateTime?>("Delivered")
                    .HasColumnType("timestamp with time zone");

                b.Property<long?>("LastSequenceNumber")
                    .HasColumnType("bigint");

                b.Property<Guid>("LockId")
                    .HasColumnType("uuid");

                b.Property<byte[]>("RowVersion")
                    .IsConcurrencyToken()
                    .ValueGeneratedOnAddOrUpdate()
                    .HasColumnType("bytea");

                b.HasKey("OutboxId");

                b.HasIndex("Created");

                b.ToTable("OutboxState");
            });

        modelBuilder.Entity("MassTransit.EntityFrameworkCoreIntegration.OutboxMessage", b =>
            {
                b.HasOne("MassTransit.EntityFrameworkCoreIntegration.OutboxState", null)
                    .WithMany()
                    .HasForeignKey("OutboxId")
                    .OnDelete(DeleteBehavior.NoAction);

                b.HasOne("MassTransit.EntityFrameworkCoreIntegration.InboxState", null)
                    .WithMany()
                    .HasForeignKey("InboxMessageId", "InboxConsumerId")
                    .HasPrincipalKey("MessageId", "ConsumerId")
                    .OnDelete(DeleteBehavior.NoAction);
            });
    }
}
