namespace MassTransit.EntityFrameworkCoreIntegration;

/// <summary>
/// A batch of several messages failed, and its transaction was rolled back. Which of them is to blame is found out by
/// consuming each alone, see <see cref="BatchIsolation"/>; so this exception never leaves the endpoint.
/// </summary>
internal sealed class BatchFailedException : Exception
{
    public BatchFailedException(int messages, Exception exception)
        : base($"A batch of {messages} messages failed; each is consumed alone now: {exception.Message}", exception)
    {
    }

    public BatchFailedException()
    {
    }

    public BatchFailedException(string message)
        : base(message)
    {
    }

    public BatchFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
