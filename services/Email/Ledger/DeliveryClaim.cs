using Microservices.Email.Data;

namespace Microservices.Email.Ledger;

/// <summary>The answer to <see cref="DeliveryLedger.ClaimAsync"/>.</summary>
/// <param name="Outcome">Whether the mail may be sent now.</param>
/// <param name="Kind">Which mail of the order.</param>
/// <param name="OrderId">The order.</param>
/// <param name="ClaimId">The attempt, by which its result is recorded.</param>
/// <param name="Attempts">Attempts so far, this one included; 0 when there is none.</param>
internal sealed record DeliveryClaim(ClaimOutcome Outcome, MailKind Kind, Guid OrderId, Guid ClaimId, int Attempts);
