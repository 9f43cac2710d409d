namespace Microservices.Email.Data;

/// <summary>The mails that an order gets, one of each.</summary>
internal enum MailKind
{
    /// <summary>The order is confirmed.</summary>
    Confirmation,

    /// <summary>The invoice, as PDF.</summary>
    Invoice,
}
