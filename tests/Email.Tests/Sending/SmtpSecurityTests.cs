using Microservices.Email.Sending;
using Microservices.Email.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Microservices.Email.Tests.Sending;

public sealed class SmtpSecurityTests : IAsyncDisposable
{
    private readonly SmtpSending _smtp = new();

    public ValueTask DisposeAsync() => _smtp.DisposeAsync();

    [Fact]
    public async Task Should_encrypt_and_log_in()
    {
        using var certificates = new TestCertificates();
        var passwordFile = Path.GetTempFileName();
        await File.WriteAllTextAsync(passwordFile, "s3cret\n", TestContext.Current.CancellationToken);
        await using var server = new ScriptedSmtpServer { Certificate = certificates.Server, Password = "s3cret" };

        await _smtp.SendAsync(server, TestOrders.Order(), ("Security", "StartTls"), ("CaFile", certificates.CaFile),
            ("UserName", "shop"), ("PasswordFile", passwordFile));

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.Encrypted.ShouldBeTrue();
        mail.UserName.ShouldBe("shop");
        File.Delete(passwordFile);
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("other.example", true)]
    public async Task Should_not_talk_to_a_server_that_it_cannot_trust(string serverName, bool trustsAuthority)
    {
        using var certificates = new TestCertificates(serverName);
        await using var server = new ScriptedSmtpServer { Certificate = certificates.Server };

        var failure = await Should.ThrowAsync<MailNotAcceptedException>(() => _smtp.SendAsync(server, TestOrders.Order(),
            ("Security", "StartTls"), ("CaFile", trustsAuthority ? certificates.CaFile : null)));

        failure.Message.ShouldBe("The connection to the mail server could not be encrypted.");
        server.Mails.ShouldBeEmpty();
        _smtp.Logs.GetSnapshot().ShouldContain(log => log.Id.Id == 2012);
    }

    [Theory]
    [InlineData("StartTls")]
    [InlineData("StartTlsWhenAvailable")]
    public async Task Should_not_send_a_password_without_encryption(string security)
    {
        await using var server = new ScriptedSmtpServer { Password = "s3cret" };

        await Should.ThrowAsync<MailNotAcceptedException>(() => _smtp.SendAsync(server, TestOrders.Order(),
            ("Security", security), ("UserName", "shop"), ("Password", "s3cret")));

        server.CountOf("AUTH").ShouldBe(0);
        _smtp.Logs.GetSnapshot().ShouldContain(log => log.Id.Id == 2011);
    }

    [Fact]
    public async Task Should_call_for_help_when_the_password_is_wrong()
    {
        using var certificates = new TestCertificates();
        await using var server = new ScriptedSmtpServer { Certificate = certificates.Server, Password = "s3cret" };

        await Should.ThrowAsync<MailNotAcceptedException>(() => _smtp.SendAsync(server, TestOrders.Order(),
            ("Security", "StartTls"), ("CaFile", certificates.CaFile), ("UserName", "shop"), ("Password", "wrong")));

        server.CountOf("AUTH").ShouldBe(1, "tries would lock the account");
        var log = _smtp.Logs.GetSnapshot().Where(log => log.Id.Id == 2011).ShouldHaveSingleItem();
        log.Level.ShouldBe(LogLevel.Error);
        log.Message.ShouldNotContain("wrong");
    }
}
