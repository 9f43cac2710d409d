using System.Globalization;

namespace Microservices.Orders.Import;

/// <summary>Lines of a file, kept as ranges: <c>755-761,770</c>. Keeps so many ranges and counts the rest.</summary>
internal sealed class LineRanges
{
    private const int Limit = 20;
    private readonly List<(long First, long Last)> _ranges = [];
    private bool _isCut;

    /// <summary>Adds lines that come after all that are in.</summary>
    internal void Add(long first, long last)
    {
        if (_ranges.Count > 0 && _ranges[^1].Last + 1 >= first && !_isCut)
            _ranges[^1] = (_ranges[^1].First, Math.Max(last, _ranges[^1].Last));
        else if (_ranges.Count < Limit)
            _ranges.Add((first, last));
        else
            _isCut = true;
    }

    public override string ToString()
    {
        var ranges = _ranges.Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}"));
        return string.Join(',', ranges) + (_isCut ? ",…" : "");
    }
}
