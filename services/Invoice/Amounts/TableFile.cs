using System.Globalization;

namespace Microservices.Invoice.Amounts;

/// <summary>Reads the tables in <c>Amounts/Tables</c>, which are part of the assembly: columns by tabs, remarks behind <c>#</c>.</summary>
internal static class TableFile
{
    /// <summary>The mark of an empty column.</summary>
    public const string None = "-";

    /// <summary>The mark of a column that matches everything.</summary>
    public const string Any = "*";

    /// <summary>Reads a table.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>The columns of each row.</returns>
    public static IEnumerable<string[]> Read(string name)
    {
        using var stream = typeof(TableFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split('\t');
        }
    }

    /// <summary>Reads a day.</summary>
    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
