using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microservices.ServiceDefaults.Tests.Support;
using Microservices.Testing;

namespace Microservices.ServiceDefaults.Tests.Messaging;

public sealed class When_the_broker_speaks_tls
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_refuse_a_certificate_that_is_not_trusted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        using var certificate = CreateCertificate();
        var handshake = AcceptAsync(listener, certificate);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await using var service = TestService.Build($"amqps://u:p@localhost:{port}/");
        await service.App.StartAsync(Cancellation);
        await Eventually.Holds(
            async () => (await Readiness.ReadAsync(service, Cancellation))["broker"].Reason
                .Contains("certificate", StringComparison.OrdinalIgnoreCase),
            "readiness to blame the certificate", cancellationToken: Cancellation);

        (await handshake).ShouldBe(0, "bytes of AMQP, which would hold the password");

        // What was refused once is not blamed for ever.
        listener.Stop();
        await Eventually.Reads(() => Readiness.ReadAsync(service, Cancellation),
            readiness => readiness["broker"].Reason.Contains("cannot be reached", StringComparison.Ordinal),
            "readiness tells that the broker is away", TimeSpan.FromSeconds(90), Cancellation);
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(keySizeInBits: 2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    private static async Task<int> AcceptAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            return await stream.ReadAsync(new byte[1], Cancellation);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            return 0;
        }
    }
}
