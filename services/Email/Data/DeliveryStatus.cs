namespace Microservices.Email.Data;

/// <summary>How far the mail of an order is. Stored by name.</summary>
internal enum DeliveryStatus
{
    /// <summary>An attempt failed and certainly sent nothing; the next may begin at any time.</summary>
    Pending,

    /// <summary>An attempt is under way, or ended without the ledger learning how.</summary>
    Sending,

    /// <summary>The mail server accepted the mail. Final.</summary>
    Sent,

    /// <summary>The mail server refused recipient or mail for good; sent again only when an operator replays the order.</summary>
    Rejected,
}
