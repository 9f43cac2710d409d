using System.Runtime.CompilerServices;

namespace Microservices.Email.Data;

/// <summary>
/// The tables of each kind of mail: same columns, other names. A kind in the key of one table would be simpler, but copies of the
/// version before would find no unique order in it during an upgrade, and a SQLite file cannot change a key.
/// </summary>
internal static class MailTables
{
    /// <summary>The ledger of a kind.</summary>
    public static string Deliveries(MailKind kind) => Prefix(kind) + "deliveries";

    /// <summary>The mails of a kind that came back.</summary>
    public static string Bounces(MailKind kind) => Prefix(kind) + "bounces";

    /// <summary>
    /// An insert into a table of confirmations, turned to that of a kind: a name is no value that a statement could take as a
    /// parameter.
    /// </summary>
    public static FormattableString Insert(MailKind kind, FormattableString statement) => FormattableStringFactory.Create(
        statement.Format.Replace("INSERT INTO ", $"INSERT INTO {Prefix(kind)}", StringComparison.Ordinal), statement.GetArguments());

    private static string Prefix(MailKind kind) => kind == MailKind.Invoice ? "invoice_" : "";
}
