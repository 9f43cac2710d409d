using System.Text;

namespace Microservices.Testing;

/// <summary>
/// Whole invoices of the real data set, and what must become of them, worked out here by the rules of the data set's
/// README and by other code than the product's.
/// </summary>
public sealed class RealOrders
{
    private RealOrders(string header, IReadOnlyList<RealInvoice> invoices)
    {
        var accepted = invoices.Where(invoice => invoice.IsConfirmed).ToArray();
        Csv = $"{header}\n{string.Concat(invoices.Select(invoice => invoice.Csv))}";
        Skus = [.. invoices.SelectMany(invoice => invoice.Skus).Distinct(StringComparer.Ordinal)];
        Invoices = invoices.Count;
        Accepted = accepted.Length;
        Total = accepted.Sum(invoice => invoice.Amount);
    }

    /// <summary>The file to import.</summary>
    public string Csv { get; }

    /// <summary>Every SKU that the file names.</summary>
    public IReadOnlyList<string> Skus { get; }

    /// <summary>How many invoices the file holds.</summary>
    public int Invoices { get; }

    /// <summary>How many orders the shop must accept.</summary>
    public long Accepted { get; }

    /// <summary>Their sum in pounds.</summary>
    public decimal Total { get; }

    /// <summary>The file as a stream.</summary>
    /// <returns>UTF-8.</returns>
    public Stream OpenCsv() => new MemoryStream(Encoding.UTF8.GetBytes(Csv));

    /// <summary>The first invoices of the full set, in file order.</summary>
    /// <param name="invoices">How many; 0 for all.</param>
    /// <returns>The orders.</returns>
    public static RealOrders Read(int invoices)
    {
        var (header, all) = ReadAll();
        return new RealOrders(header, [.. invoices == 0 ? all : all.Take(invoices)]);
    }

    /// <summary>Every invoice of the full set that the shop must accept as an order, in file order.</summary>
    /// <returns>The invoices.</returns>
    public static IEnumerable<RealInvoice> ReadConfirmed() => ReadAll().Invoices.Where(invoice => invoice.IsConfirmed);

    /// <summary>As many invoices as it takes to have a number of orders accepted.</summary>
    /// <param name="skip">How many invoices of the full set to leave out, from the first.</param>
    /// <param name="accepted">How many orders the shop must accept.</param>
    /// <returns>The orders.</returns>
    public static RealOrders ReadAccepted(int skip, int accepted)
    {
        var (header, all) = ReadAll();
        var taken = new List<RealInvoice>();
        foreach (var invoice in all.Skip(skip))
        {
            if (accepted == 0)
                break;
            taken.Add(invoice);
            accepted -= invoice.IsConfirmed ? 1 : 0;
        }

        return new RealOrders(header, taken);
    }

    private static (string Header, IReadOnlyList<RealInvoice> Invoices) ReadAll()
    {
        using var reader = new StreamReader(TestData.OpenFullSet(), Encoding.UTF8);
        var header = reader.ReadLine() ?? "";
        var invoices = new Dictionary<string, RealInvoice>();
        while (reader.ReadLine() is { } line)
        {
            var fields = Split(line);
            if (!invoices.TryGetValue(fields[0], out var invoice))
                invoices[fields[0]] = invoice = new RealInvoice(fields[0]);
            invoice.Add(line, fields);
        }

        // The dictionary has lost none, so it is in the order of the file.
        return (header, [.. invoices.Values]);
    }

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
