using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Sending.Smtp;

/// <summary>Section <c>Email__Smtp</c>: the mail server, and the limits for its use.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Email:Smtp";

    /// <summary>Name or address of the mail server. Required.</summary>
    [Needed, Example("smtp.shop.example")]
    public string? Host { get; set; }

    /// <summary>The server's port, 1 to 65535; 587 (submission) by default.</summary>
    [Between(1, 65535), Example("587")]
    public int Port { get; set; } = 587;

    /// <summary>Encryption of the connection; <see cref="SmtpSecurity.StartTls"/> by default.</summary>
    [Example("StartTls")]
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>PEM file with the certificates of the authorities to trust besides the system's.</summary>
    [Example("/run/certificates/ca.pem")]
    public string? CaFile { get; set; }

    /// <summary>
    /// Whether the server's certificate is checked for revocation, which needs HTTP access to its authority; not by default.
    /// </summary>
    [Example("false")]
    public bool CheckCertificateRevocation { get; set; }

    /// <summary>Name to log in with; no login when it is not set.</summary>
    [Example("shop")]
    public string? UserName { get; set; }

    /// <summary>Password to log in with; better kept in <see cref="PasswordFile"/>.</summary>
    [Secret, Example("a-long-password")]
    public string? Password { get; set; }

    /// <summary>File that holds the password (a mounted secret); read at each connection, so it may change.</summary>
    [Example("/run/secrets/smtp-password")]
    public string? PasswordFile { get; set; }

    /// <summary>The name that the service gives itself in EHLO; the machine's own by default.</summary>
    [Example("shop.example")]
    public string? ClientName { get; set; }

    /// <summary>Connections at the same time, 1 to 100; 4 by default.</summary>
    [Between(1, 100), Example("4")]
    public int MaxConnections { get; set; } = 4;

    /// <summary>Mails over one connection before it is replaced, 1 to 10,000; 100 by default.</summary>
    [Between(1, 10_000), Example("100")]
    public int MaxMailsPerConnection { get; set; } = 100;

    /// <summary>How long an unused connection is kept, 1 second to 10 minutes; 30 seconds by default.</summary>
    [Between("00:00:01", "00:10:00"), Example("00:00:30")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt may take, connecting included, 1 second to 5 minutes; 15 seconds by default.</summary>
    [Between("00:00:01", "00:05:00"), Example("00:00:15")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long all attempts with their pauses may take before the message goes back to the endpoint's own retries, 1
    /// second to 10 minutes; 30 seconds by default. Also decides when another instance may take over a mail whose sender
    /// died: 15 seconds after it.
    /// </summary>
    [Between("00:00:01", "00:10:00"), Example("00:00:30")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Further attempts after the first, at transient failures only, 0 to 10; 2 by default.</summary>
    [Between(0, 10), Example("2")]
    public int MaxRetries { get; set; } = 2;

    /// <summary>Pause before the first further attempt, doubled each time, with jitter; 500 ms by default.</summary>
    [Between("00:00:00.010", "00:01:00"), Example("00:00:00.500")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Mails per second that this instance sends at most, 1 to 10,000; no limit by default.</summary>
    [Between(1, 10_000), Example("50")]
    public int? MaxMailsPerSecond { get; set; }

    /// <summary>Percentage of failed attempts at which sending pauses, 1 to 100; 50 by default.</summary>
    [Between(1, 100), Example("50")]
    public int BreakerFailurePercentage { get; set; } = 50;

    /// <summary>Attempts within the sampling time before that percentage counts, 2 to 10,000; 10 by default.</summary>
    [Between(2, 10_000), Example("10")]
    public int BreakerMinimumThroughput { get; set; } = 10;

    /// <summary>The time over which attempts are counted, 1 second to 10 minutes; 30 seconds by default.</summary>
    [Between("00:00:01", "00:10:00"), Example("00:00:30")]
    public TimeSpan BreakerSamplingDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long sending then pauses, 500 ms to 10 minutes; 10 seconds by default.</summary>
    [Between("00:00:00.500", "00:10:00"), Example("00:00:10")]
    public TimeSpan BreakerBreakDuration { get; set; } = TimeSpan.FromSeconds(10);
}
