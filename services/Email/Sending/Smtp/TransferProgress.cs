using MailKit;

namespace Microservices.Email.Sending.Smtp;

/// <summary>Notes when the first byte of a mail's content goes out: from then on, silence says nothing.</summary>
internal sealed class TransferProgress : ITransferProgress
{
    /// <summary>Whether any content was sent, so that the server may have the whole mail.</summary>
    public bool Started { get; private set; }

    public void Report(long bytesTransferred, long totalSize) => Started = true;

    public void Report(long bytesTransferred) => Started = true;
}
