using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Microservices.Email.Tests.Sending;

public sealed class SmtpEmailSenderTests : IAsyncDisposable
{
    private readonly SmtpSending _smtp = new();

    public ValueTask DisposeAsync() => _smtp.DisposeAsync();

    [Fact]
    public async Task Should_send_a_mail_and_give_the_reply()
    {
        await using var server = new ScriptedSmtpServer();

        var reply = await _smtp.SendAsync(server, TestOrders.Order());

        reply.ShouldBe("2.0.0 Ok: queued");
        var mail = server.Mails.ShouldHaveSingleItem();
        mail.From.ShouldBe("orders@shop.example");
        mail.To.ShouldBe("ada@example.test");
        mail.Read().Subject.ShouldBe("Your order 536365 is confirmed");
    }

    [Theory]
    [InlineData("MAIL FROM", "451 4.3.0 Try later")]
    [InlineData("RCPT TO", "450 4.2.0 Greylisted, ada@example.test")]
    [InlineData(ScriptedSmtpServer.EndOfData, "452 4.3.1 Disk full")]
    [InlineData("EHLO", "421 4.3.2 Shutting down")]
    [InlineData("MAIL FROM", ScriptedSmtpServer.HangUp)]
    public async Task Should_try_again_what_is_refused_for_now(string command, string answer)
    {
        await using var server = new ScriptedSmtpServer();
        server.Answer = ScriptedSmtpServer.Once(command, answer);

        await _smtp.SendAsync(server, TestOrders.Order());

        server.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_give_up_for_now_when_no_attempt_succeeds()
    {
        await using var server = new ScriptedSmtpServer();
        server.Answer = ScriptedSmtpServer.On("RCPT TO", "450 4.2.0 <ada@example.test> Greylisted");

        var failure = await Should.ThrowAsync<MailNotAcceptedException>(() => _smtp.SendAsync(server, TestOrders.Order()));

        failure.Message.ShouldBe("The mail server refused for now: 450 4.2.0 <recipient> Greylisted");
        server.CountOf("RCPT").ShouldBe(3);
    }

    [Fact]
    public async Task Should_give_up_a_rejected_recipient_at_once_and_keep_the_connection()
    {
        await using var server = new ScriptedSmtpServer();
        server.Answer = ScriptedSmtpServer.Once("RCPT TO", "550 5.1.1 <ada@example.test>: no such user");

        var failure = await Should.ThrowAsync<RecipientRejectedException>(() => _smtp.SendAsync(server, TestOrders.Order()));
        await _smtp.SendAsync(server, TestOrders.Order());

        failure.Message.ShouldBe("The mail server rejected the recipient: 550 5.1.1 <recipient>: no such user");
        failure.GetBaseException().ShouldBe(failure, "the error queue shows the innermost exception");
        server.CountOf("RCPT").ShouldBe(2);
        server.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData(ScriptedSmtpServer.EndOfData, "554 5.7.1 Looks like spam")]
    [InlineData("MAIL FROM", "552 5.3.4 Too large")]
    public async Task Should_give_up_a_rejected_mail_at_once(string command, string answer)
    {
        await using var server = new ScriptedSmtpServer();
        server.Answer = ScriptedSmtpServer.Once(command, answer);

        var failure = await Should.ThrowAsync<MailRejectedException>(() => _smtp.SendAsync(server, TestOrders.Order()));

        failure.Message.ShouldEndWith(answer);
    }

    [Fact]
    public async Task Should_keep_the_mail_but_call_for_help_when_the_sender_is_refused()
    {
        await using var server = new ScriptedSmtpServer();
        server.Answer = ScriptedSmtpServer.On("MAIL FROM", "550 5.7.1 Sender not allowed");

        await Should.ThrowAsync<MailNotAcceptedException>(() => _smtp.SendAsync(server, TestOrders.Order()));

        server.CountOf("MAIL").ShouldBe(1, "a refused sender stays refused");
        _smtp.Logs.GetSnapshot().ShouldContain(log => log.Id.Id == 2013 && log.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Should_not_know_what_became_of_a_mail_when_the_line_breaks_before_the_reply()
    {
        await using var server = new ScriptedSmtpServer();
        server.Answer = ScriptedSmtpServer.On(ScriptedSmtpServer.EndOfData, ScriptedSmtpServer.HangUp);

        await Should.ThrowAsync<MailOutcomeUnknownException>(() => _smtp.SendAsync(server, TestOrders.Order()));

        server.Mails.Count.ShouldBe(1, "a possible second copy must pass the ledger");
    }

    [Fact]
    public async Task Should_not_know_what_became_of_a_mail_when_the_reply_does_not_come_in_time()
    {
        await using var server = new ScriptedSmtpServer();
        using var released = new ManualResetEventSlim();
        server.Answer = command =>
        {
            if (command == ScriptedSmtpServer.EndOfData)
                released.Wait(TestContext.Current.CancellationToken);
            return null;
        };

        await Should.ThrowAsync<MailOutcomeUnknownException>(
            () => _smtp.SendAsync(server, TestOrders.Order(), ("AttemptTimeout", "00:00:01"), ("TotalTimeout", "00:00:02")));
        released.Set();
    }

    [Theory]
    [InlineData("zoë@bücher.example", "zoë@bücher.example")]
    [InlineData("zoe\u0308@bu\u0308cher.example", "zoë@bücher.example")]
    [InlineData("यूज़र@डाटामेल.भारत", "यूज़र@डाटामेल.भारत")]
    [InlineData("用户@例え.テスト", "用户@例え.テスト")]
    public async Task Should_reach_an_address_of_any_script_where_the_server_can(string address, string recipient)
    {
        await using var server = new ScriptedSmtpServer { OffersUtf8 = true };

        await _smtp.SendAsync(server, TestOrders.Order(email: address, name: "=?utf-8?q?Your_bank?="));

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.To.ShouldBe(recipient.Normalize());
        mail.Read().To.Mailboxes.ShouldHaveSingleItem().Name.ShouldBe("=?utf-8?q?Your_bank?=");
        server.Commands.ShouldContain(command => command.StartsWith("MAIL FROM") && command.Contains(" SMTPUTF8"));
    }

    [Theory]
    [InlineData("zoë@bücher.example")]
    [InlineData("zoe\u0308@example.test")]
    [InlineData("यूज़र@डाटामेल.भारत")]
    public async Task Should_reject_an_address_of_another_script_where_the_server_cannot(string address)
    {
        await using var server = new ScriptedSmtpServer();

        var failure = await Should.ThrowAsync<RecipientRejectedException>(
            () => _smtp.SendAsync(server, TestOrders.Order(email: address)));

        failure.Message.ShouldContain("SMTPUTF8");
        server.CountOf("MAIL").ShouldBe(0);
    }

    [Theory]
    [InlineData("zoe@bücher.example", "zoe@xn--bcher-kva.example")]
    [InlineData("zoe@bu\u0308cher.example", "zoe@xn--bcher-kva.example")]
    [InlineData("user@डाटामेल.भारत", "user@xn--c2bd4bq1db8d.xn--h2brj9c")]
    public async Task Should_write_an_international_domain_in_ascii(string address, string recipient)
    {
        await using var server = new ScriptedSmtpServer();

        await _smtp.SendAsync(server, TestOrders.Order(email: address));

        server.Mails.ShouldHaveSingleItem().To.ShouldBe(recipient);
    }

    [Fact]
    public async Task Should_carry_a_very_long_order()
    {
        await using var server = new ScriptedSmtpServer();
        var lines = Enumerable.Range(1, 1114).Select(i => TestOrders.Line($"SKU{i}", $"Item {i} £", i, 1.01m)).ToList();

        await _smtp.SendAsync(server, TestOrders.Order(lines: lines));

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.Content.Split("\r\n").ShouldAllBe(line => line.Length <= 998);
        mail.Read().TextBody.ShouldNotBeNull().ShouldContain("SKU1114");
    }
}
