using System.Text.Json;
using Microservices.Compose.Tests.Projects;
using Microservices.Testing;

namespace Microservices.Compose.Tests.Judging;

/// <summary>Compares what the databases, the mail catcher and the queues hold with what was sent.</summary>
internal static class ProjectJudge
{
    private const int MailsPerPage = 500;

    public static async Task ShouldBeExactAsync(ComposeProject project)
    {
        foreach (var service in ComposeProject.Services)
        {
            await Eventually.Holds(async () => await project.NumberAsync(service, "select count(*) from outbox_message") == 0,
                $"the outbox of {service} is empty", TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        }

        (await project.QueryAsync("orders", "select count(*), sum(total_amount) from orders"))
            .ShouldBe(FormattableString.Invariant($"{project.Accepted}|{project.Total:0.0000}"));
        (await project.QueryAsync("email", "select count(*), count(distinct order_id) from deliveries where status = 'Sent'"))
            .ShouldBe($"{project.Accepted}|{project.Accepted}");
        (await project.QueryAsync("email", "select count(*), count(distinct order_id) from invoice_deliveries where status = 'Sent'"))
            .ShouldBe($"{project.Accepted}|{project.Accepted}");
        (await project.QueryAsync("inventory", "select count(*), count(distinct order_id) from reservations"))
            .ShouldBe($"{project.Accepted}|{project.Accepted}");
        (await project.QueryAsync("inventory", """
            select count(*) from stock s left join
                (select sku, sum(reserved) as reserved from reservation_lines group by sku) l on l.sku = s.sku
            where s.reserved > s.on_hand or s.reserved <> coalesce(l.reserved, 0)
            """)).ShouldBe("0", "SKUs whose reservations do not add up");
        (await project.QueryAsync("invoice", """
            select count(*), count(distinct order_id), count(distinct number), sum(gross_amount),
                (select sum(last_number) from invoice_counters), (select count(*) from invoice_documents)
            from invoices
            """)).ShouldBe(FormattableString.Invariant(
            $"{project.Accepted}|{project.Accepted}|{project.Accepted}|{project.Total:0.0000}|{project.Accepted}|{project.Accepted}"));

        await MailsShouldBeExactAsync(project);
        await NothingShouldWaitAsync(project);
    }

    // A mail service killed between the server's answer and its own commit sends the same mail again, under the same
    // Message-ID, and counts it: the only window there is.
    private static async Task MailsShouldBeExactAsync(ComposeProject project)
    {
        var ids = new List<string>();
        int page;
        do
        {
            var answer = JsonDocument.Parse(await project.Mails.GetStringAsync(
                new Uri($"/api/v1/messages?start={ids.Count}&limit={MailsPerPage}", UriKind.Relative))).RootElement;
            var found = answer.GetProperty("messages").EnumerateArray()
                .Select(mail => mail.GetProperty("MessageID").GetString()!).ToList(); // every mail has one
            page = found.Count;
            ids.AddRange(found);
        }
        while (page == MailsPerPage);

        var ledger = (await project.QueryAsync("email", "select mail_message_id from deliveries union all select mail_message_id from invoice_deliveries"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(id => id.Trim('<', '>')).ToHashSet();
        // A catcher may keep what came of a mail before its killed sender's connection broke, even when that is nothing. It
        // has answered for none of that, so it is no mail.
        ids.RemoveAll(id => id.Length == 0);
        ids.Except(ledger).ShouldBeEmpty("mails that no delivery knows");
        ledger.Except(ids).ShouldBeEmpty("deliveries without a mail");
        var repeated = (int)await project.NumberAsync("email", """
            select (select coalesce(sum(repeated_sends), 0) from deliveries) + (select coalesce(sum(repeated_sends), 0) from invoice_deliveries)
            """);
        (ids.Count - 2 * project.Accepted).ShouldBeLessThanOrEqualTo(repeated, "mails sent twice, all of them counted");
    }

    private static async Task NothingShouldWaitAsync(ComposeProject project)
    {
        await Eventually.Reads(
            () => project.RunAsync("exec", "-T", "rabbitmq", "rabbitmqctl", "-q", "--no-table-headers", "list_queues", "name", "messages"),
            queues => queues.Split('\n').All(line => line.Length == 0 || line.EndsWith("\t0", StringComparison.Ordinal)),
            "all queues are empty, those of dead letters too", TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }
}
