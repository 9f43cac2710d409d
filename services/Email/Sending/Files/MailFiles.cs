using Microservices.Email.Data;
using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending.Files;

/// <summary>Where the mails of an order are, when mails are written to files.</summary>
internal sealed class MailFiles(IOptions<FileTransportOptions> options)
{
    private readonly string _directory = Path.GetFullPath(options.Value.Directory);

    /// <summary>The file of an order's mail; exists once the mail was sent.</summary>
    /// <param name="kind">Which mail.</param>
    /// <param name="orderId">The order.</param>
    /// <returns>The full path.</returns>
    public string PathOf(MailKind kind, Guid orderId) => Path.Combine(_directory, $"{OrderMail.NameOf(kind, orderId)}.eml");
}
