namespace Microservices.Email.Ledger;

/// <summary>What became of an attempt to claim the mail of an order.</summary>
internal enum ClaimOutcome
{
    /// <summary>The mail is the caller's to send.</summary>
    Claimed,

    /// <summary>The mail is the caller's to send; an earlier attempt may have reached the mail server.</summary>
    ClaimedAgain,

    /// <summary>The mail was sent before.</summary>
    AlreadySent,

    /// <summary>Another attempt is sending it now, or died so recently that it still counts as alive.</summary>
    InProgress,
}
