using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microservices.Email.Sending.Smtp;

/// <summary>
/// Says whether the mail server can be reached and logged in to. Never worse than degraded: without a mail server the
/// service still keeps its messages, and taking it out of rotation would help nobody. Asks at most twice a minute.
/// </summary>
internal sealed class SmtpHealthCheck(SmtpConnector connector, TimeProvider timeProvider) : IHealthCheck, IDisposable
{
    /// <summary>The check's name in <c>/health/ready</c>.</summary>
    public const string Name = "smtp";

    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _asking = new(1);
    private HealthCheckResult? _answer;
    private long _answeredAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context,
        CancellationToken cancellationToken = default)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_answer is { } answer && timeProvider.GetElapsedTime(_answeredAt) < AskAfter)
                return answer;

            var fresh = await AskAsync(cancellationToken);
            _answer = fresh;
            _answeredAt = timeProvider.GetTimestamp();
            return fresh;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            using var connection = await connector.ConnectAsync(timeout.Token);
            await connection.Client.DisconnectAsync(quit: true, timeout.Token);
            return HealthCheckResult.Healthy("The mail server answers.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded($"The mail server did not answer within {Timeout.TotalSeconds} seconds.");
        }
        catch (MailNotAcceptedException exception)
        {
            return HealthCheckResult.Degraded(exception.Message);
        }
    }
}
