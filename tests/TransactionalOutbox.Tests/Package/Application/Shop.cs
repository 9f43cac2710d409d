using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public sealed record OrderConfirmed(int Number);

public sealed record InvoiceIssued(int Number);

public sealed class Invoice
{
    public int Id { get; set; }

    public int Number { get; set; }
}

public sealed class ShopDbContext(DbContextOptions<ShopDbContext> options) : DbContext(options)
{
    public DbSet<Invoice> Invoices => Set<Invoice>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTransactionalOutboxEntities();
}

public sealed class InvoiceConsumer(ShopDbContext dbContext) : IConsumer<OrderConfirmed>
{
    public async Task Consume(ConsumeContext<OrderConfirmed> context)
    {
        dbContext.Add(new Invoice { Number = context.Message.Number });
        await context.Publish(new InvoiceIssued(context.Message.Number));
    }
}

public sealed class InvoiceIssuedConsumer(TaskCompletionSource<int> done) : IConsumer<InvoiceIssued>
{
    private static int _sum;

    public Task Consume(ConsumeContext<InvoiceIssued> context)
    {
        if (Interlocked.Add(ref _sum, context.Message.Number) >= 15)
            done.TrySetResult(_sum);
        return Task.CompletedTask;
    }
}
