using Contracts.Rules;

namespace Microservices.Orders.Validation;

/// <summary>
/// Collects what is wrong with one order. Keeps the first <see cref="Limit"/> and counts the rest, so that an order of
/// ten thousand bad lines costs no more than a bad order of one.
/// </summary>
internal sealed class ViolationList
{
    internal const int Limit = 100;
    private const int ValueLimit = 64;

    private readonly List<Violation> _items = [];
    private int _primaryRank = int.MaxValue;

    /// <summary>The first violations, in the order found.</summary>
    internal IReadOnlyList<Violation> Items => _items;

    /// <summary>How many were found beyond <see cref="Items"/>.</summary>
    internal int Omitted { get; private set; }

    internal bool Any => _items.Count > 0;

    /// <summary>The code that the order is counted under, by <see cref="Reasons.ByPrecedence"/>.</summary>
    internal string? PrimaryCode => Any ? Reasons.ByPrecedence[_primaryRank] : null;

    internal void Add(string path, string code, string message, string? value = null, long? line = null)
    {
        // Also of those not kept: the primary reason must not depend on how many came before it.
        _primaryRank = Math.Min(_primaryRank, Reasons.RankOf(code));
        if (_items.Count == Limit)
            Omitted++;
        else
            _items.Add(new Violation(path, code, message, Shorten(value), line));
    }

    /// <summary>Takes over what was found in one line of a file.</summary>
    internal void AddAll(ViolationList others, long line)
    {
        foreach (var item in others.Items)
            Add(item.Path, item.Code, item.Message, item.Value, line);
        Omitted += others.Omitted;
        _primaryRank = Math.Min(_primaryRank, others._primaryRank);
    }

    /// <summary>
    /// Whether a field, or what contains it, was found wrong already; a second complaint would only confuse.
    /// </summary>
    internal bool Has(string path)
    {
        foreach (var item in _items)
        {
            if (path.StartsWith(item.Path, StringComparison.Ordinal) && item.Path.Length > 0
                && (path.Length == item.Path.Length || path[item.Path.Length] is '.' or '['))
                return true;
        }

        return false;
    }

    internal void Clear()
    {
        _items.Clear();
        Omitted = 0;
        _primaryRank = int.MaxValue;
    }

    private static string? Shorten(string? value)
    {
        if (value is null)
            return null;

        var shortened = value.Length <= ValueLimit ? value : string.Concat(value.AsSpan(0, ValueLimit), "…");
        // The answer is read in terminals and logs: what nobody sees shows as what it is.
        return Characters.Show(shortened);
    }
}
