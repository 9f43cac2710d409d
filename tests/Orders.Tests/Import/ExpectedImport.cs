using System.Globalization;
using System.Text;

namespace Microservices.Orders.Tests.Import;

/// <summary>
/// What an import of the real data must give, worked out from the data's README by other means than the importer's: the
/// whole text at once, with a reader of its own.
/// </summary>
internal sealed record ExpectedImport(int Lines, int Accepted, decimal Total, Dictionary<string, int> Rejected)
{
    internal static ExpectedImport From(string text)
    {
        var rows = Parse(text).Skip(1).ToList();
        var orders = rows.GroupBy(row => row[0]).ToList();
        var judged = orders.Select(order =>
            (Reason: Judge(order), Total: order.Sum(row => Quantity(row) * Price(row)))).ToList();
        var accepted = judged.Where(order => order.Reason is null).ToList();
        return new ExpectedImport(rows.Count, accepted.Count, accepted.Sum(order => order.Total),
            judged.Where(order => order.Reason is not null).GroupBy(order => order.Reason!)
                .ToDictionary(group => group.Key, group => group.Count()));
    }

    private static string? Judge(IGrouping<string, List<string>> order)
    {
        if (!order.Key.All(char.IsAsciiDigit))
            return "order-number-not-numeric";
        if (order.Any(row => row[6].Length == 0))
            return "customer-missing";
        if (order.Any(row => row[2].Trim().Length == 0))
            return "description-missing";
        if (order.Any(row => Quantity(row) <= 0))
            return "quantity-not-positive";
        if (order.Any(row => Price(row) < 0))
            return "unit-price-negative";
        if (order.Any(row => row[5].Contains('.') && row[5].Split('.')[1].TrimEnd('0').Length > 2))
            return "too-many-decimals";
        return order.Sum(row => Quantity(row) * Price(row)) > 0 ? null : "total-not-positive";
    }

    private static long Quantity(List<string> row) => long.Parse(row[3], CultureInfo.InvariantCulture);

    private static decimal Price(List<string> row) => decimal.Parse(row[5], CultureInfo.InvariantCulture);

    private static IEnumerable<List<string>> Parse(string text)
    {
        var (row, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in text)
        {
            if (c == '"')
                isQuoted = !isQuoted; // a doubled one closes and opens again; that it is lost matters to no rule
            else if (isQuoted || c is not (',' or '\n'))
                field.Append(c);
            else
            {
                row.Add(field.ToString());
                field.Clear();
                if (c != '\n')
                    continue;
                yield return row;
                row = [];
            }
        }
    }
}
