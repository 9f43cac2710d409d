using System.Text;

namespace Microservices.Chaos.Fuzzing.Mutations;

/// <summary>Changes a query.</summary>
internal static class QueryMutation
{
    /// <summary>Makes one change.</summary>
    public static byte[] Apply(Random random, byte[] query)
    {
        var text = Encoding.UTF8.GetString(query);
        var at = random.Next(text.Length + 1);
        var snippet = Snippets.Query[random.Next(Snippets.Query.Count)];
        return random.Next(5) switch
        {
            0 => ByteMutation.Apply(random, query),
            1 => Encoding.UTF8.GetBytes(text.Remove(at, Math.Min(text.Length - at, random.Next(1, 6)))),
            2 => Encoding.UTF8.GetBytes($"{text} {snippet}"),
            _ => Encoding.UTF8.GetBytes(text.Insert(at, snippet)),
        };
    }
}
