using System.Globalization;
using System.Text;

namespace Microservices.Chaos.Soaking;

/// <summary>Draws a soak as SVG: a panel for each thing that is watched, a line for each service.</summary>
internal static class SoakPicture
{
    private const int Width = 860;
    private const int Height = 180;
    private const int Left = 70;
    private const int Right = 150;
    private const int Gap = 50;
    private static readonly int[] NiceFactors = [1, 2, 5, 10];
    private static readonly double[] GridLines = [0, 0.5, 1];
    private static readonly string[] Colours = ["#1b6ca8", "#c8553d", "#2a9d4a", "#7d4fb0", "#b8860b"];

    /// <summary>The picture's text.</summary>
    /// <param name="title">What was run.</param>
    /// <param name="samples">The samples, at least two.</param>
    public static string Draw(string title, IReadOnlyList<Sample> samples)
    {
        (string Name, Func<Sample, IReadOnlyDictionary<string, double>> Read)[] panels =
        [
            ("memory of a replica, MB", sample => sample.Memory),
            ("connections to broker and database", sample => sample.Connections),
            ("messages waiting", sample => sample.Waiting),
            ("size of the databases, MB", sample => sample.Tables),
            ("POST /orders, ms", sample => sample.Latency),
        ];
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {60 + panels.Length * (Height + Gap)}" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            <text x="{Left}" y="28" font-size="15">{title}</text>

            """);
        for (var index = 0; index < panels.Length; index++)
            DrawPanel(svg, panels[index].Name, samples, panels[index].Read, 60 + index * (Height + Gap));
        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawPanel(StringBuilder svg, string name, IReadOnlyList<Sample> samples,
        Func<Sample, IReadOnlyDictionary<string, double>> read, int top)
    {
        var series = samples.SelectMany(sample => read(sample).Keys).Distinct().ToList();
        var most = NiceAbove(samples.SelectMany(sample => read(sample).Values).DefaultIfEmpty(1).Max());
        var end = samples[^1].Minutes;
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Left}" y="{top - 6}" font-weight="bold">{name}</text>""").Append('\n');
        foreach (var part in GridLines)
        {
            var y = top + Height * (1 - part);
            svg.Append(CultureInfo.InvariantCulture, $"""<path d="M{Left} {y}H{Width - Right}" stroke="#ddd"/><text x="{Left - 8}" y="{y + 4}" text-anchor="end">{most * part:0.##}</text>""").Append('\n');
        }

        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Left}" y="{top + Height + 16}">0</text><text x="{Width - Right}" y="{top + Height + 16}" text-anchor="end">{end:0} min</text>""").Append('\n');
        for (var index = 0; index < series.Count; index++)
        {
            var colour = Colours[index % Colours.Length];
            var points = samples.Where(sample => read(sample).ContainsKey(series[index])).Select(sample => string.Create(CultureInfo.InvariantCulture,
                $"{Left + (Width - Left - Right) * sample.Minutes / end:0.0},{top + Height * (1 - read(sample)[series[index]] / most):0.0}"));
            svg.Append(CultureInfo.InvariantCulture, $"""<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{string.Join(' ', points)}"/>""")
                .Append(CultureInfo.InvariantCulture, $"""<text x="{Width - Right + 12}" y="{top + 14 + index * 18}" fill="{colour}">{series[index]}</text>""").Append('\n');
        }
    }

    /// <summary>1, 2 or 5 times a power of ten, not below a value.</summary>
    private static double NiceAbove(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        return NiceFactors.Select(factor => factor * power).First(nice => nice >= value);
    }
}
