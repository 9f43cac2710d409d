using System.Net;
using System.Text;
using System.Text.Json;
using Microservices.Email.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microservices.Email.Tests;

/// <summary>Bounces are reported over HTTP.</summary>
public sealed class When_a_mail_comes_back : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("email-");
    private EmailHost _host = null!; // set by InitializeAsync

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_show_the_delivery_as_bounced_after_the_first_report()
    {
        var orderId = await DeliverAsync(DeliveryStatus.Sent);
        (await GetAsync(orderId)).GetProperty("status").GetString().ShouldBe("sent");

        var first = await ReportAsync(orderId, """
            {"statusCode":"5.1.1","diagnostic":"smtp; 550 5.1.1 <ada@example.test>:\r\n no such user","bouncedAt":"2026-05-01T09:30:00+01:00"}
            """);
        var second = await ReportAsync(orderId, """{"statusCode":"5.7.1"}""");

        var delivery = await GetAsync(orderId);
        delivery.GetProperty("status").GetString().ShouldBe("bounced");
        delivery.GetProperty("sentAt").GetDateTimeOffset().ShouldBe(TestOrders.ConfirmedAt);
        var bounce = delivery.GetProperty("bounce");
        bounce.GetProperty("statusCode").GetString().ShouldBe("5.1.1");
        bounce.GetProperty("diagnostic").GetString().ShouldBe("smtp; 550 5.1.1 <recipient>: no such user");
        bounce.GetProperty("bouncedAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 5, 1, 8, 30, 0, TimeSpan.Zero));
        foreach (var (status, body) in new[] { first, second })
        {
            status.ShouldBe(HttpStatusCode.OK);
            body.GetRawText().ShouldBe(delivery.GetRawText());
        }
    }

    [Fact]
    public async Task Should_store_no_address_however_it_is_written_and_no_more_than_fits()
    {
        var (quoted, many) = (await DeliverAsync(DeliveryStatus.Sent), await DeliverAsync(DeliveryStatus.Sent));

        await ReportAsync(quoted, """{"statusCode":"5.1.1","diagnostic":"550 <\"jane.doe\"@example.test> unknown, so is \"j d\"@example.test"}""");
        await ReportAsync(many, $$"""{"statusCode":"5.1.1","diagnostic":"{{string.Concat(Enumerable.Repeat("a@b ", 250))}}"}""");

        (await GetAsync(quoted)).GetProperty("bounce").GetProperty("diagnostic").GetString()
            .ShouldBe("550 <recipient> unknown, so is recipient");
        (await GetAsync(many)).GetProperty("bounce").GetProperty("diagnostic").GetString().ShouldNotBeNull().Length.ShouldBe(1000);
    }

    [Theory]
    [InlineData("Pending", "only a mail that was sent comes back")]
    [InlineData("Sending", "Report the bounce again")]
    [InlineData("Rejected", "only a mail that was sent comes back")]
    public async Task Should_refuse_a_mail_that_is_not_known_to_be_sent(string name, string reason)
    {
        var orderId = await DeliverAsync(Enum.Parse<DeliveryStatus>(name));

        var (status, problem) = await ReportAsync(orderId, """{"statusCode":"5.1.1"}""");

        status.ShouldBe(HttpStatusCode.Conflict);
        problem.GetProperty("status").GetString().ShouldBe(name.ToLowerInvariant());
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(reason);
        (await GetAsync(orderId)).GetProperty("bounce").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Should_show_both_mails_of_an_order_and_keep_their_bounces_apart()
    {
        var orderId = await DeliverAsync(DeliveryStatus.Sent);
        (await GetAsync(orderId)).TryGetProperty("invoice", out _).ShouldBeFalse();
        await DeliverAsync(DeliveryStatus.Sent, MailKind.Invoice, orderId);

        var (status, reported) = await ReportAsync($"{orderId}/invoice", """{"statusCode":"5.2.2"}""");

        status.ShouldBe(HttpStatusCode.OK);
        reported.GetProperty("status").GetString().ShouldBe("bounced");
        reported.TryGetProperty("invoice", out _).ShouldBeFalse();
        var delivery = await GetAsync(orderId);
        delivery.GetProperty("status").GetString().ShouldBe("sent");
        delivery.GetProperty("bounce").ValueKind.ShouldBe(JsonValueKind.Null);
        delivery.GetProperty("invoice").GetRawText().ShouldBe(reported.GetRawText());
        (await GetAsync($"{orderId}/invoice")).GetRawText().ShouldBe(reported.GetRawText());
    }

    [Fact]
    public async Task Should_show_an_invoice_that_was_sent_before_the_confirmation()
    {
        var orderId = await DeliverAsync(DeliveryStatus.Sent, MailKind.Invoice);

        using var confirmation = await _host.Http.GetAsync($"/deliveries/{orderId}", Cancelled);

        confirmation.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync($"{orderId}/invoice")).GetProperty("status").GetString().ShouldBe("sent");
    }

    [Theory]
    [InlineData("N")]
    [InlineData("B")]
    public async Task Should_know_a_delivery_by_one_spelling_of_its_id(string format)
    {
        var orderId = await DeliverAsync(DeliveryStatus.Sent);
        var id = Guid.Parse(orderId).ToString(format);

        using var get = await _host.Http.GetAsync($"/deliveries/{Uri.EscapeDataString(id)}", Cancelled);
        var (status, _) = await ReportAsync(Uri.EscapeDataString(id), """{"statusCode":"5.1.1"}""");

        get.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        status.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync(orderId)).GetProperty("bounce").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("6f0d8a54-3a1c-4b1e-9f0e-0c3a5b7d9e11")]
    [InlineData("536365")]
    [InlineData("no%20id")]
    public async Task Should_know_no_other_delivery(string id)
    {
        using var get = await _host.Http.GetAsync($"/deliveries/{id}", Cancelled);
        var (status, problem) = await ReportAsync(id, """{"statusCode":"5.1.1"}""");

        get.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        status.ShouldBe(HttpStatusCode.NotFound);
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(Uri.UnescapeDataString(id));
    }

    [Fact]
    public async Task Should_name_the_member_and_the_value_that_are_wrong()
    {
        (string Body, string Member, string Shown)[] cases =
        [
            ("{}", "statusCode", "is missing"),
            ("""{"statusCode":null}""", "statusCode", "is missing"),
            ("""{"statusCode":""}""", "statusCode", "''"),
            ("""{"statusCode":"5.1"}""", "statusCode", "'5.1'"),
            ("""{"statusCode":"2.1.5"}""", "statusCode", "'2.1.5'"),
            ("""{"statusCode":"5.1.1234"}""", "statusCode", "'5.1.1234'"),
            ("""{"statusCode":"5.1.1\n"}""", "statusCode", "5.1.1"),
            ("""{"statusCode":"٥.١.١"}""", "statusCode", "'٥.١.١'"),
            ("""{"statusCode":511}""", "statusCode", "type"),
            ("""{"statusCode":["5.1.1"]}""", "statusCode", "type"),
            ("""{"statusCode":"5.1.1","bouncedAt":"2026-05-01T09:30:00"}""", "bouncedAt", "'2026-05-01T09:30:00'"),
            ("""{"statusCode":"5.1.1","bouncedAt":"1.5.2026"}""", "bouncedAt", "'1.5.2026'"),
            ("""{"statusCode":"5.1.1","bouncedAt":"2026-02-30T09:30:00Z"}""", "bouncedAt", "'2026-02-30T09:30:00Z'"),
            ("""{"statusCode":"5.1.1","bouncedAt":"0001-01-01T00:00:00+14:00"}""", "bouncedAt", "'0001-01-01T00:00:00+14:00'"),
            ("""{"statusCode":"5.1.1","bouncedAt":1777624200}""", "bouncedAt", "type"),
            ("""{"statusCode":"5.1.1","diagnostic":"no \u0000 user"}""", "diagnostic", "U+0000"),
            ("""{"statusCode":"5.1.1","diagnostic":"no \ud800 user"}""", "diagnostic", ""),
            ($$"""{"statusCode":"5.1.1","diagnostic":"{{new string('x', 1001)}}"}""", "diagnostic", "1001"),
            ("""[]""", "$", "type"),
            ("""{"statusCode":""", "statusCode", "line 1"),
        ];
        var orderId = await DeliverAsync(DeliveryStatus.Sent);

        foreach (var (body, member, shown) in cases)
        {
            var (status, problem) = await ReportAsync(orderId, body);

            status.ShouldBe(HttpStatusCode.BadRequest, body);
            var error = problem.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem(body);
            error.Name.ShouldBe(member, body);
            error.Value[0].GetString().ShouldNotBeNull().ShouldContain(shown, Case.Sensitive, body);
        }

        (await GetAsync(orderId)).GetProperty("status").GetString().ShouldBe("sent");
    }

    [Fact]
    public async Task Should_find_room_in_the_file_of_an_earlier_version()
    {
        var orderId = await DeliverAsync(DeliveryStatus.Sent);
        await WithDatabaseAsync(database => database.Database.ExecuteSqlAsync(
            $"DROP TABLE bounces; DROP TABLE invoice_bounces; DROP TABLE invoice_deliveries", Cancelled));
        await _host.DisposeAsync();

        _host = await StartAsync();

        (await ReportAsync(orderId, """{"statusCode":"4.4.7"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(orderId)).GetProperty("bounce").GetProperty("statusCode").GetString().ShouldBe("4.4.7");
    }

    private async Task<string> DeliverAsync(DeliveryStatus status, MailKind kind = MailKind.Confirmation, string? id = null)
    {
        var orderId = id is null ? Guid.NewGuid() : Guid.Parse(id);
        await WithDatabaseAsync(database =>
        {
            database.Deliveries(kind).Add(new Delivery
            {
                OrderId = orderId,
                Status = status,
                MailMessageId = $"order-{orderId}@shop.example",
                Attempts = 1,
                CreatedAt = TestOrders.ConfirmedAt.UtcDateTime,
                SendingAt = TestOrders.ConfirmedAt.UtcDateTime,
                SentAt = status == DeliveryStatus.Sent ? TestOrders.ConfirmedAt.UtcDateTime : null,
            });
            return database.SaveChangesAsync(Cancelled);
        });
        return $"{orderId}";
    }

    private async Task<JsonElement> GetAsync(string orderId) =>
        JsonElement.Parse(await _host.Http.GetStringAsync($"/deliveries/{orderId}", Cancelled));

    private async Task<(HttpStatusCode Status, JsonElement Body)> ReportAsync(string id, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _host.Http.PostAsync($"/deliveries/{id}/bounce", content, Cancelled);
        if (!response.IsSuccessStatusCode)
            response.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("application/problem+json");
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled)));
    }

    private async Task WithDatabaseAsync(Func<EmailDbContext, Task> action)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await action(scope.ServiceProvider.GetRequiredService<EmailDbContext>());
    }

    private Task<EmailHost> StartAsync() => EmailHost.StartAsync(new Dictionary<string, string?>
    {
        ["ConnectionStrings:Broker"] = "memory://",
        ["ConnectionStrings:Email"] = $"Data Source={Path.Combine(_folder.FullName, "email.db")}",
        ["Email:Transport"] = "Files",
        ["Email:Files:Directory"] = Path.Combine(_folder.FullName, "mails"),
    }, Cancelled);
}
