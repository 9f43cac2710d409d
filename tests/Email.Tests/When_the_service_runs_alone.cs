using Microservices.Email.Data;
using Microservices.Email.Sending.Files;
using Microservices.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Microservices.Email.Tests;

/// <summary>Standalone's way: in-memory broker, SQLite, mails as files.</summary>
public sealed class When_the_service_runs_alone : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("email-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_write_one_file_per_order_and_announce_it_once()
    {
        await using var host = await StartAsync();
        var order = TestOrders.Order();

        await host.PublishAsync(order, order.OrderId, Cancelled);
        await host.PublishAsync(order, order.OrderId, Cancelled);
        await host.PublishAsync(order, Guid.NewGuid(), Cancelled);
        var last = TestOrders.Order();
        await host.PublishAsync(last, last.OrderId, Cancelled);

        await Eventually.Holds(() => host.Announced.Any(sent => sent.Message.OrderId == last.OrderId),
            "the last order is announced", null, Cancelled);
        var announced = host.Announced.Where(sent => sent.Message.OrderId == order.OrderId).ShouldHaveSingleItem();
        announced.Message.MailMessageId.ShouldBe($"order-{order.OrderId}@shop.example");
        var file = host.Services.GetRequiredService<MailFiles>().PathOf(MailKind.Confirmation, order.OrderId);
        (await MimeMessage.LoadAsync(file, Cancelled)).MessageId.ShouldBe(announced.Message.MailMessageId);
        Directory.GetFiles(Path.GetDirectoryName(file)!).Length.ShouldBe(2); // a file has a folder
        var row = await host.FindAsync(order.OrderId, Cancelled);
        row.ShouldNotBeNull().Status.ShouldBe(DeliveryStatus.Sent);
        row.Attempts.ShouldBe(1);
    }

    private Task<EmailHost> StartAsync() => EmailHost.StartAsync(new Dictionary<string, string?>
    {
        ["ConnectionStrings:Broker"] = "memory://",
        ["ConnectionStrings:Email"] = $"Data Source={Path.Combine(_folder.FullName, "email.db")}",
        ["Email:Transport"] = "Files",
        ["Email:Files:Directory"] = Path.Combine(_folder.FullName, "mails"),
    }, Cancelled);
}
