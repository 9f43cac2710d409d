using Microservices.Email.Data;

namespace Microservices.Email.Tests.Ledger;

/// <summary>The same for the mail with the invoice.</summary>
public sealed class SqliteInvoiceLedgerTests : SqliteDeliveryLedgerTests
{
    private protected override MailKind Kind => MailKind.Invoice;
}
