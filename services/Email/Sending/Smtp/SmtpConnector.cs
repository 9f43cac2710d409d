using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending.Smtp;

/// <summary>Opens connections to the mail server: encrypted, checked and logged in as configured.</summary>
internal sealed class SmtpConnector(IOptions<SmtpOptions> options, ILogger<SmtpConnector> logger)
{
    private readonly SmtpOptions _options = options.Value;
    private readonly X509Certificate2Collection? _authorities = LoadAuthorities(options.Value.CaFile);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="MailNotAcceptedException">The server cannot be reached, trusted or logged in to.</exception>
    public async Task<SmtpConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient();
        try
        {
            client.ServerCertificateValidationCallback = IsTrusted;
            client.CheckCertificateRevocation = _options.CheckCertificateRevocation;
            if (_options.ClientName is not null)
                client.LocalDomain = _options.ClientName;

            // Validated at start: the host is set.
            await client.ConnectAsync(_options.Host!, _options.Port, SocketOptionsFor(_options.Security), cancellationToken);
            await LogInAsync(client, cancellationToken);

            logger.ConnectionOpened(_options.Host!, _options.Port, client.IsSecure);
            return new SmtpConnection(client);
        }
        catch (Exception exception)
        {
            client.Dispose();
            if (exception is OperationCanceledException or MailNotAcceptedException)
                throw;
            throw Translate(exception);
        }
    }

    private async Task LogInAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        if (_options.UserName is null)
            return;

        if (!client.IsSecure)
        {
            logger.LoginNotPossible(_options.Host!, "the server offered no encryption, so the password was not sent");
            throw new MailNotAcceptedException("The mail server offered no encryption; the password was not sent.")
            {
                CanRetryAtOnce = false,
            };
        }

        var password = _options.Password ?? await ReadPasswordAsync(cancellationToken);
        await client.AuthenticateAsync(_options.UserName, password, cancellationToken);
    }

    // Validated at start: without a password there is a file.
    private async Task<string> ReadPasswordAsync(CancellationToken cancellationToken) =>
        (await File.ReadAllTextAsync(_options.PasswordFile!, cancellationToken)).TrimEnd('\r', '\n');

    // What only an operator can cure is an error, but not one of the mail: it stays in the retry ladder meanwhile.
    private MailNotAcceptedException Translate(Exception exception)
    {
        switch (exception)
        {
            case AuthenticationException or NotSupportedException:
                logger.LoginNotPossible(_options.Host!, exception.Message);
                return new MailNotAcceptedException($"The mail server refused the login: {exception.Message}", exception)
                {
                    CanRetryAtOnce = false,
                };
            case SslHandshakeException or System.Security.Authentication.AuthenticationException:
                logger.EncryptionNotPossible(_options.Host!, exception);
                return new MailNotAcceptedException("The connection to the mail server could not be encrypted.", exception)
                {
                    CanRetryAtOnce = false,
                };
            default:
                return new MailNotAcceptedException(
                    $"The mail server {_options.Host}:{_options.Port} was not reached: {exception.Message}", exception);
        }
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        // An own authority excuses an unknown chain, never a wrong or missing name.
        if (_authorities is null || certificate is null || errors != SslPolicyErrors.RemoteCertificateChainErrors)
            return false;

        using var ownChain = new X509Chain();
        ownChain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ownChain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        ownChain.ChainPolicy.RevocationMode =
            _options.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;
        if (chain is not null)
            ownChain.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);

        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return ownChain.Build(server);
    }

    private static X509Certificate2Collection? LoadAuthorities(string? caFile)
    {
        if (caFile is null)
            return null;

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(caFile);
        return authorities;
    }

    private static SecureSocketOptions SocketOptionsFor(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.StartTlsWhenAvailable => SecureSocketOptions.StartTlsWhenAvailable,
        SmtpSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, "Unknown security."),
    };
}
