using System.Text;
using System.Text.Json;

namespace Microservices.Chaos.Fuzzing.Mutations;

/// <summary>Changes a part of a JSON text that a parser knows as one; what it puts in its place need not be JSON.</summary>
internal static class JsonMutation
{
    /// <summary>Makes one change; text without any part that could be changed gets one in its bytes.</summary>
    public static byte[] Apply(Random random, byte[] json)
    {
        var (values, members) = Scan(json);
        return random.Next(10) switch
        {
            < 5 when values.Count > 0 => Replace(json, Pick(random, values), Encoding.UTF8.GetBytes(Pick(random, Snippets.Json))),
            5 when members.Count > 0 => Replace(json, Pick(random, members).Name, Encoding.UTF8.GetBytes(Pick(random, Snippets.Names))),
            6 when members.Count > 0 => Duplicate(json, Pick(random, members).Whole),
            7 when members.Count > 0 => Remove(json, Pick(random, members).Whole),
            8 when values.Count > 0 && Pick(random, values) is var wrapped =>
                Replace(json, wrapped, random.Next(2) == 0 ? [(byte)'[', .. json[wrapped], (byte)']'] : [.. "{\"a\":"u8, .. json[wrapped], (byte)'}']),
            9 when values.Count > 1 => Replace(json, Pick(random, values), json[Pick(random, values)]),
            _ => ByteMutation.Apply(random, json),
        };
    }

    /// <summary>Finds the values and the members of objects, as far as the text is JSON.</summary>
    private static (IReadOnlyList<Range> Values, IReadOnlyList<(Range Name, Range Whole)> Members) Scan(byte[] json)
    {
        var values = new List<Range>();
        var members = new List<(Range, Range)>();
        var open = new Stack<(int Start, Range? Name)>();
        Range? name = null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1_000 });
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start..(start + reader.ValueSpan.Length + 2); // the quotes
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((start, name));
                        name = null;
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var (from, of) = open.Pop();
                        Add(from..(start + 1), of);
                        break;
                    default:
                        Add(start..(start + reader.ValueSpan.Length + (reader.TokenType == JsonTokenType.String ? 2 : 0)), name);
                        name = null;
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // As far as it was read.
        }

        return (values, members);

        void Add(Range value, Range? its)
        {
            values.Add(value);
            if (its is { } found)
                members.Add((found, found.Start..value.End));
        }
    }

    private static byte[] Replace(byte[] json, Range part, byte[] by) => [.. json[..part.Start], .. by, .. json[part.End..]];

    private static byte[] Duplicate(byte[] json, Range member) => Replace(json, member, [.. json[member], (byte)',', .. json[member]]);

    private static byte[] Remove(byte[] json, Range member)
    {
        var end = member.End.Value;
        var comma = end < json.Length && json[end] == ',' ? 1 : 0;
        return Replace(json, member.Start..(end + comma), []);
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
