namespace Microservices.ServiceDefaults.Security;

/// <summary>The rights that a caller can have. Each is the name of a policy; a route names the one that it takes.</summary>
public static class Scopes
{
    /// <summary>Confirm an order.</summary>
    public const string OrdersWrite = "orders.write";

    /// <summary>See orders, with names and addresses.</summary>
    public const string OrdersRead = "orders.read";

    /// <summary>Make a link by which a customer, and so its holder too, sees an order and its invoice.</summary>
    public const string OrdersLink = "orders.link";

    /// <summary>Import files of orders.</summary>
    public const string OrdersImport = "orders.import";

    /// <summary>See stock.</summary>
    public const string StockRead = "stock.read";

    /// <summary>Set stock.</summary>
    public const string StockWrite = "stock.write";

    /// <summary>See and download invoices.</summary>
    public const string InvoicesRead = "invoices.read";

    /// <summary>See the state of mails.</summary>
    public const string DeliveriesRead = "deliveries.read";

    /// <summary>Report that a mail came back.</summary>
    public const string DeliveriesWrite = "deliveries.write";

    /// <summary>See dead letters, personal data masked.</summary>
    public const string DeadLettersRead = "deadletters.read";

    /// <summary>Replay, archive and export dead letters, and see personal data; has <see cref="DeadLettersRead"/> in it.</summary>
    public const string DeadLettersOperate = "deadletters.operate";

    /// <summary>Edit, import and delete dead letters; has <see cref="DeadLettersOperate"/> in it.</summary>
    public const string DeadLettersAdminister = "deadletters.administer";

    /// <summary>Read metrics and the details of health.</summary>
    public const string MetricsRead = "metrics.read";

    /// <summary>Read the audits of Orders, Inventory and Email.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        OrdersWrite, OrdersRead, OrdersLink, OrdersImport, StockRead, StockWrite, InvoicesRead, DeliveriesRead, DeliveriesWrite,
        DeadLettersRead, DeadLettersOperate, DeadLettersAdminister, MetricsRead, AuditRead,
    ];

    /// <summary>The scope and those that it has in it.</summary>
    internal static IEnumerable<string> WithImplied(string scope) => scope switch
    {
        DeadLettersAdminister => [DeadLettersRead, DeadLettersOperate, DeadLettersAdminister],
        DeadLettersOperate => [DeadLettersRead, DeadLettersOperate],
        _ => [scope],
    };
}
