using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Sending.Files;

/// <summary>Section <c>Email__Files</c>: the folder that mails are written to when <c>Email__Transport</c> is <c>Files</c>.</summary>
internal sealed class FileTransportOptions
{
    /// <summary>The section's name.</summary>
    public const string SectionName = "Email:Files";

    /// <summary>The folder, created when missing; <c>mails</c> below the working directory by default.</summary>
    [Needed, Example("/var/lib/microservices/mails")]
    public string Directory { get; set; } = "mails";
}
