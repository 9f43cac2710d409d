using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microservices.Testing;

namespace Microservices.Integration.Tests.Pipeline;

/// <summary>
/// Whole invoices of the real data set, and what must become of them, worked out here by the rules of the data set's
/// README and by other code than the product's.
/// </summary>
public sealed class RealOrders
{
    private RealOrders(string csv, IReadOnlyList<string> skus, long accepted, decimal total)
    {
        Csv = csv;
        Skus = skus;
        Accepted = accepted;
        Total = total;
    }

    /// <summary>The file to import.</summary>
    public string Csv { get; }

    public IReadOnlyList<string> Skus { get; }

    /// <summary>How many orders the shop must accept.</summary>
    public long Accepted { get; }

    /// <summary>Their sum in pounds.</summary>
    public decimal Total { get; }

    public Stream OpenCsv() => new MemoryStream(Encoding.UTF8.GetBytes(Csv));

    /// <summary>The first invoices of the full set, in file order; all of them when <paramref name="invoices"/> is 0.</summary>
    public static RealOrders Read(int invoices)
    {
        using var file = File.OpenRead(TestData.PathOf(TestData.FullSetFile));
        using var reader = new StreamReader(new BrotliStream(file, CompressionMode.Decompress), Encoding.UTF8);
        var csv = new StringBuilder(reader.ReadLine()).Append('\n');
        var lines = new Dictionary<string, List<string[]>>();
        while (reader.ReadLine() is { } line)
        {
            var fields = Split(line);
            if (!lines.TryGetValue(fields[0], out var order))
            {
                if (invoices > 0 && lines.Count == invoices)
                    break;
                lines[fields[0]] = order = [];
            }

            order.Add(fields);
            csv.Append(line).Append('\n');
        }

        var accepted = lines.Where(x => IsConfirmed(x.Key, x.Value)).ToArray();
        return new RealOrders(csv.ToString(), [.. lines.Values.SelectMany(x => x).Select(x => x[1]).Distinct(StringComparer.Ordinal)],
            accepted.Length, accepted.Sum(x => x.Value.Sum(Amount)));
    }

    private static bool IsConfirmed(string number, List<string[]> lines) =>
        number.All(char.IsAsciiDigit) && lines.All(x => x[6].Length > 0 && x[2].Trim().Length > 0
            && Quantity(x) > 0 && Price(x) >= 0 && decimal.Round(Price(x), 2) == Price(x)) && lines.Sum(Amount) > 0;

    private static decimal Amount(string[] line) => Quantity(line) * Price(line);

    private static int Quantity(string[] line) => int.Parse(line[3], CultureInfo.InvariantCulture);

    private static decimal Price(string[] line) => decimal.Parse(line[5], CultureInfo.InvariantCulture);

    // The set has no embedded line breaks (its README), so that a line is a record.
    private static string[] Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                Take();
            else
                field.Append(line[i]);
        }

        Take();
        return [.. fields];

        void Take()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
