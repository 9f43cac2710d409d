using MimeKit;

namespace Microservices.Email.Sending.Files;

/// <summary>
/// Writes each mail to a file of its own. Written beside and renamed, so that a reader never sees half a mail, and
/// named by kind and order, so that a mail which is sent again replaces itself.
/// </summary>
internal sealed class FileEmailSender(MailFiles files) : IEmailSender
{
    public async Task<string> SendAsync(OrderMail mail, CancellationToken cancellationToken)
    {
        var path = files.PathOf(mail.Kind, mail.OrderId);
        // A second writer of the same mail must not write into the same unfinished file.
        var unfinished = $"{path}.{Guid.CreateVersion7():N}.tmp";

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a file always has a folder
            mail.Message.Prepare(EncodingConstraint.SevenBit);
            await mail.Message.WriteToAsync(unfinished, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MailNotAcceptedException($"The mail could not be written to {path}: {exception.Message}", exception);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }

        return $"written to {Path.GetFileName(path)}";
    }
}
