using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Microservices.ServiceDefaults.Health;

/// <summary>
/// Checks the broker's certificate by the rules of the operating system, and remembers why it was refused: the exception that
/// follows names neither the certificate nor what is wrong with it.
/// </summary>
internal sealed class BrokerCertificate
{
    private volatile string? _problem;

    /// <summary>Why the last certificate was refused; null when it was good.</summary>
    public string? Problem => _problem;

    /// <summary>For <c>SslOption.CertificateValidationCallback</c>.</summary>
    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _problem = errors == SslPolicyErrors.None ? null : Describe(certificate, chain, errors);
        return errors == SslPolicyErrors.None;
    }

    private static string Describe(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            return "The broker shows no certificate.";

        var reasons = string.Join(", ", (chain?.ChainStatus ?? []).Select(status => status.Status));
        var until = DateTime.Parse(certificate.GetExpirationDateString(), CultureInfo.CurrentCulture).ToUniversalTime();
        return string.Create(CultureInfo.InvariantCulture,
            $"The broker's certificate is refused: {errors}{(reasons.Length > 0 ? $" ({reasons})" : "")}; it is for")
            + string.Create(CultureInfo.InvariantCulture,
                $" {certificate.Subject} until {until:yyyy-MM-dd HH:mm} UTC. It must be valid, bear the host's name and come")
            + " from an authority that is trusted here (SSL_CERT_FILE names its certificate).";
    }
}
