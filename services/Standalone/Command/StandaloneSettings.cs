using Microsoft.Extensions.Primitives;

namespace Microservices.Standalone.Command;

/// <summary>What the command line asked for.</summary>
internal sealed record StandaloneSettings
{
    /// <summary>Folder of databases, mails and invoices; created when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Files of orders to import at start, in this order; empty for none.</summary>
    public IReadOnlyList<string> ImportFiles { get; init; } = [];

    /// <summary>What the files do not say, by the parameters of <c>POST /orders/import</c>.</summary>
    public IReadOnlyDictionary<string, StringValues> ImportOptions { get; init; } = new Dictionary<string, StringValues>();

    /// <summary>Whether the process ends when every accepted order has its effects.</summary>
    public bool Exit { get; init; }

    /// <summary>Pieces on hand that each SKU of an imported file starts with.</summary>
    public int Stock { get; init; } = 1000;

    /// <summary>TCP port of the page and the API; 0 for any free one.</summary>
    public int Port { get; init; } = 5080;
}
