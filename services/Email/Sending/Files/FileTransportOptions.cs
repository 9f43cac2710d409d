namespace Microservices.Email.Sending.Files;

/// <summary>Section <c>Email:Files</c>: the folder that mails are written to when <c>Email:Transport</c> is <c>Files</c>.</summary>
internal sealed class FileTransportOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Email:Files";

    /// <summary>The folder, created when missing; <c>mails</c> below the working directory by default.</summary>
    [Needed(ErrorMessage = "Email__Files__Directory is empty; give a folder such as /var/lib/microservices/mails.")]
    public string Directory { get; set; } = "mails";
}
