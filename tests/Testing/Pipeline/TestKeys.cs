using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Microservices.Testing.Pipeline;

/// <summary>The API keys of services under test.</summary>
public static class TestKeys
{
    /// <summary>The header that carries a key.</summary>
    public const string Header = "X-Api-Key";

    /// <summary>The key that every <see cref="ServiceProcess"/> knows and its client sends: it may do everything.</summary>
    public static string Everything { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> AllScopes { get; } =
    [
        "orders.write", "orders.read", "orders.link", "orders.import", "stock.read", "stock.write", "invoices.read", "deliveries.read",
        "deliveries.write", "deadletters.administer", "metrics.read", "audit.read",
    ];

    /// <summary>The settings of a key, as the environment has them.</summary>
    /// <param name="number">Its place in the list of keys.</param>
    /// <param name="name">Who has it.</param>
    /// <param name="key">The key.</param>
    /// <param name="scopes">What its holder may do.</param>
    /// <param name="queues">The dead-letter queues that its holder may see; all when none is named.</param>
    public static IEnumerable<KeyValuePair<string, string>> Settings(
        int number, string name, string key, IReadOnlyList<string> scopes, params IReadOnlyList<string> queues)
    {
        var section = string.Create(CultureInfo.InvariantCulture, $"Security__ApiKeys__{number}");
        return
        [
            new($"{section}__Name", name),
            new($"{section}__Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))),
            .. Entries($"{section}__Scopes", scopes),
            .. Entries($"{section}__Queues", queues.Count == 0 ? ["*"] : queues),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(string list, IReadOnlyList<string> values) =>
        values.Select((value, index) => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"{list}__{index}"), value));
}
