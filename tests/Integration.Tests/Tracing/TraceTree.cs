using System.Globalization;
using System.Text;

namespace Microservices.Integration.Tests.Tracing;

/// <summary>Prints a trace as a tree, times in milliseconds since its start.</summary>
internal static class TraceTree
{
    public static string Print(IReadOnlyList<ReceivedSpan> spans)
    {
        var start = spans.Min(x => x.StartNanoseconds);
        var children = spans.ToLookup(x => x.ParentId);
        var known = spans.Select(x => x.SpanId).ToHashSet();
        var text = new StringBuilder();
        foreach (var root in spans.Where(x => !known.Contains(x.ParentId)).OrderBy(x => x.StartNanoseconds))
            Append(root, 0);
        return text.ToString();

        void Append(ReceivedSpan span, int depth)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{(span.StartNanoseconds - start) / 1e6,8:F1} +{(span.EndNanoseconds - span.StartNanoseconds) / 1e6,7:F1}  ")
                .Append(' ', 2 * depth).Append(CultureInfo.InvariantCulture, $"{span.Service}: {span.Name}\n");
            foreach (var child in children[span.SpanId].OrderBy(x => x.StartNanoseconds))
                Append(child, depth + 1);
        }
    }
}
