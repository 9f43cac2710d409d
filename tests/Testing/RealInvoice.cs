using System.Globalization;
using System.Text;

namespace Microservices.Testing;

/// <summary>One invoice of the real data set: the lines that bear its number, wherever they stand.</summary>
internal sealed class RealInvoice(string number)
{
    private readonly StringBuilder _csv = new();
    private readonly List<string[]> _lines = [];

    public string Csv => _csv.ToString();

    public IEnumerable<string> Skus => _lines.Select(line => line[1]);

    public decimal Amount => _lines.Sum(AmountOf);

    /// <summary>Whether the shop must accept it as an order, by the rules of the data set's README.</summary>
    public bool IsConfirmed => number.All(char.IsAsciiDigit)
        && _lines.TrueForAll(line => line[6].Length > 0 && line[2].Trim().Length > 0 && Quantity(line) > 0
            && Price(line) >= 0 && decimal.Round(Price(line), 2) == Price(line))
        && Amount > 0;

    public void Add(string line, string[] fields)
    {
        _csv.Append(line).Append('\n');
        _lines.Add(fields);
    }

    private static decimal AmountOf(string[] line) => Quantity(line) * Price(line);

    private static int Quantity(string[] line) => int.Parse(line[3], CultureInfo.InvariantCulture);

    private static decimal Price(string[] line) => decimal.Parse(line[5], CultureInfo.InvariantCulture);
}
