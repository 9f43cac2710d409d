using System.Globalization;
using System.Text;

namespace Microservices.Testing;

/// <summary>One invoice of the real data set: the lines that bear its number, wherever they stand.</summary>
public sealed class RealInvoice(string number)
{
    private readonly StringBuilder _csv = new();
    private readonly List<string[]> _lines = [];

    /// <summary>The invoice's number in the file.</summary>
    public string Number => number;

    /// <summary>Its lines as they stand in the file.</summary>
    public string Csv => _csv.ToString();

    /// <summary>The SKU of each line.</summary>
    public IEnumerable<string> Skus => _lines.Select(line => line[1]);

    /// <summary>Description, quantity and unit price in pounds of each line.</summary>
    public IEnumerable<(string Description, int Quantity, decimal UnitPrice)> Lines =>
        _lines.Select(line => (line[2].Trim(), Quantity(line), Price(line)));

    /// <summary>The sum in pounds.</summary>
    public decimal Amount => _lines.Sum(AmountOf);

    /// <summary>The shop's name of the country, of the first line.</summary>
    public string Country => _lines[0][7];

    /// <summary>When the invoice was written, by the clock of London; of the first line.</summary>
    public DateTime WrittenAt => DateTime.ParseExact(_lines[0][4], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Whether the shop must accept it as an order, by the rules of the data set's README.</summary>
    public bool IsConfirmed => number.All(char.IsAsciiDigit)
        && _lines.TrueForAll(line => line[6].Length > 0 && line[2].Trim().Length > 0 && Quantity(line) > 0
            && Price(line) >= 0 && decimal.Round(Price(line), 2) == Price(line))
        && Amount > 0;

    internal void Add(string line, string[] fields)
    {
        _csv.Append(line).Append('\n');
        _lines.Add(fields);
    }

    private static decimal AmountOf(string[] line) => Quantity(line) * Price(line);

    private static int Quantity(string[] line) => int.Parse(line[3], CultureInfo.InvariantCulture);

    private static decimal Price(string[] line) => decimal.Parse(line[5], CultureInfo.InvariantCulture);
}
