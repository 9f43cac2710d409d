using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microservices.Testing.Smtp;
using MimeKit;

namespace Microservices.Testing.Tests;

public sealed class SmtpCatcherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_keep_a_mail_as_it_was_sent()
    {
        await using var catcher = SmtpCatcher.Start();
        using var client = await ConnectAsync(catcher);
        var sent = Mail("first", "a line\r\n.a line with a dot\r\nünïcode 漢字");

        await client.SendAsync(sent, Cancellation);

        var mail = catcher.Mails.ShouldHaveSingleItem();
        mail.From.ShouldBe("shop@example.test");
        mail.Recipients.ShouldBe(["customer@example.test"]);
        mail.Header("message-id").ShouldBe($"<{sent.MessageId}>");
        var parsed = await MimeMessage.LoadAsync(mail.OpenData(), Cancellation);
        parsed.TextBody.ShouldNotBeNull().ReplaceLineEndings("|").ShouldBe("a line|.a line with a dot|ünïcode 漢字|");
        catcher.AcceptedConnections.ShouldBe(1);
    }

    [Fact]
    public async Task Should_reject_one_recipient_as_often_as_told()
    {
        await using var catcher = SmtpCatcher.Start();
        catcher.ReplyToRecipient("Customer@example.test", new SmtpReply(550, "5.1.1 No such user"), times: 1);
        using var client = await ConnectAsync(catcher);

        var exception = await Should.ThrowAsync<SmtpCommandException>(() => client.SendAsync(Mail("first"), Cancellation));
        exception.StatusCode.ShouldBe(SmtpStatusCode.MailboxUnavailable);
        catcher.Mails.ShouldBeEmpty();

        await client.SendAsync(Mail("second"), Cancellation);
        catcher.Mails.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task Should_answer_any_command_as_told(string verb)
    {
        await using var catcher = SmtpCatcher.Start();
        catcher.Reply(verb, new SmtpReply(451, "4.3.0 Try again"));
        using var client = await ConnectAsync(catcher);

        var exception = await Should.ThrowAsync<SmtpCommandException>(() => client.SendAsync(Mail("first"), Cancellation));

        exception.StatusCode.ShouldBe((SmtpStatusCode)451);
        catcher.Mails.ShouldBeEmpty();
        catcher.ForgetReplies();
        await client.SendAsync(Mail("second"), Cancellation);
        catcher.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_take_a_mail_and_drop_the_connection()
    {
        await using var catcher = SmtpCatcher.Start();
        catcher.Reply(".", SmtpReply.AcceptThenDrop);
        using var client = await ConnectAsync(catcher);

        await Should.ThrowAsync<SmtpProtocolException>(() => client.SendAsync(Mail("first"), Cancellation));

        catcher.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_drop_the_connection_without_taking_the_mail()
    {
        await using var catcher = SmtpCatcher.Start();
        catcher.Reply(".", SmtpReply.Drop);
        using var client = await ConnectAsync(catcher);

        await Should.ThrowAsync<SmtpProtocolException>(() => client.SendAsync(Mail("first"), Cancellation));

        catcher.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_nothing_until_the_client_gives_up()
    {
        await using var catcher = SmtpCatcher.Start();
        catcher.Reply("RCPT", SmtpReply.Silence);
        using var client = await ConnectAsync(catcher);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(() => client.SendAsync(Mail("first"), limit.Token));

        catcher.Commands.ShouldContain(command => command.Verb == "RCPT");
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Should_let_in_who_knows_the_password(string mechanism)
    {
        await using var catcher = SmtpCatcher.Start(WithLogin());
        using var client = await ConnectAsync(catcher);
        client.AuthenticationMechanisms.RemoveWhere(offered => offered != mechanism);

        await Should.ThrowAsync<ServiceNotAuthenticatedException>(() => client.SendAsync(Mail("first"), Cancellation));
        await Should.ThrowAsync<AuthenticationException>(() => client.AuthenticateAsync("shop", "wrong", Cancellation));
        await client.AuthenticateAsync("shop", "sésame", Cancellation);
        await client.SendAsync(Mail("second"), Cancellation);

        catcher.Mails.ShouldHaveSingleItem().User.ShouldBe("shop");
    }

    [Fact]
    public async Task Should_encrypt_by_starttls()
    {
        await using var catcher = SmtpCatcher.Start(WithLogin(startTls: true));
        using var client = new SmtpClient();
        client.ServerCertificateValidationCallback = (_, certificate, _, _) =>
            certificate?.GetCertHashString() == catcher.Certificate?.GetCertHashString();
        await client.ConnectAsync(catcher.Host, catcher.Port, SecureSocketOptions.StartTls, Cancellation);
        await client.AuthenticateAsync("shop", "sésame", Cancellation);

        await client.SendAsync(Mail("first"), Cancellation);

        catcher.Mails.ShouldHaveSingleItem().WasEncrypted.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_not_be_trusted_unasked()
    {
        await using var catcher = SmtpCatcher.Start(WithLogin(startTls: true));
        using var client = new SmtpClient();

        await Should.ThrowAsync<SslHandshakeException>(() =>
            client.ConnectAsync(catcher.Host, catcher.Port, SecureSocketOptions.StartTls, Cancellation));
    }

    private static SmtpCatcherOptions WithLogin(bool startTls = false) => new()
    {
        User = "shop",
        Password = "sésame",
        RequiresLogin = true,
        OffersStartTls = startTls,
    };

    private static async Task<SmtpClient> ConnectAsync(SmtpCatcher catcher)
    {
        var client = new SmtpClient();
        await client.ConnectAsync(catcher.Host, catcher.Port, SecureSocketOptions.None, Cancellation);
        return client;
    }

    private static MimeMessage Mail(string subject, string text = "text")
    {
        var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        mail.From.Add(MailboxAddress.Parse("shop@example.test"));
        mail.To.Add(MailboxAddress.Parse("customer@example.test"));
        return mail;
    }
}
