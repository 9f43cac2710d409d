using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending.Files;

/// <summary>Where the mail of an order is, when mails are written to files.</summary>
internal sealed class MailFiles(IOptions<FileTransportOptions> options)
{
    private readonly string _directory = Path.GetFullPath(options.Value.Directory);

    /// <summary>The file of an order's confirmation; exists once the mail was sent.</summary>
    /// <param name="orderId">The order.</param>
    /// <returns>The full path.</returns>
    public string PathOf(Guid orderId) => Path.Combine(_directory, $"order-{orderId:D}.eml");
}
