using System.Text;

namespace Microservices.Chaos.Fuzzing.Mutations;

/// <summary>Changes lines of a file, or fields of a CSV.</summary>
internal static class LineMutation
{
    /// <summary>Makes one change to a CSV.</summary>
    public static byte[] ApplyToCsv(Random random, byte[] csv) => random.Next(8) switch
    {
        < 5 => Change(random, csv, line =>
        {
            var fields = line.Split(',');
            fields[random.Next(fields.Length)] = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Snippets.Fields[random.Next(Snippets.Fields.Count)]));
            return string.Join(',', fields);
        }),
        5 => Change(random, csv, line => random.Next(2) == 0 ? line[..^Math.Min(line.Length, 3)] : line + ",more"),
        6 => Shuffle(random, csv),
        _ => ByteMutation.Apply(random, csv),
    };

    /// <summary>Makes one change to lines of JSON.</summary>
    public static byte[] ApplyToNdJson(Random random, byte[] lines) => random.Next(8) switch
    {
        < 6 => Change(random, lines, line => Encoding.Latin1.GetString(JsonMutation.Apply(random, Encoding.Latin1.GetBytes(line)))),
        6 => Shuffle(random, lines),
        _ => ByteMutation.Apply(random, lines),
    };

    // Latin-1 keeps every byte as it is.
    private static byte[] Change(Random random, byte[] file, Func<string, string> change)
    {
        var lines = Encoding.Latin1.GetString(file).Split('\n');
        var index = random.Next(lines.Length);
        lines[index] = change(lines[index]);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static byte[] Shuffle(Random random, byte[] file)
    {
        var lines = Encoding.Latin1.GetString(file).Split('\n').ToList();
        var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
        lines.Insert(to, lines[from]);
        return Encoding.Latin1.GetBytes(string.Join(random.Next(6) == 0 ? "\r\n" : "\n", lines));
    }
}
