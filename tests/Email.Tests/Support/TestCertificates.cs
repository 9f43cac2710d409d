using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Microservices.Email.Tests.Support;

/// <summary>An authority that nobody knows, and a certificate that it gave.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset Until = DateTimeOffset.UtcNow.AddDays(1);

    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public TestCertificates(string serverName = "localhost")
    {
        var request = new CertificateRequest("CN=Test authority", _authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(From, Until);
        Server = Issue(serverName);
        CaFile = Path.Combine(Path.GetTempPath(), $"ca-{Guid.NewGuid():N}.pem");
        File.WriteAllText(CaFile, _authority.ExportCertificatePem());
    }

    public X509Certificate2 Server { get; }

    public string CaFile { get; }

    public void Dispose()
    {
        File.Delete(CaFile);
        Server.Dispose();
        _authority.Dispose();
        _authorityKey.Dispose();
    }

    private X509Certificate2 Issue(string serverName)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={serverName}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(serverName);
        names.AddIpAddress(IPAddress.Loopback);
        if (serverName == "localhost")
            request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(
            _authority.SubjectName, X509SignatureGenerator.CreateForECDsa(_authorityKey), From, Until, [1, 2, 3, 4]);
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}
