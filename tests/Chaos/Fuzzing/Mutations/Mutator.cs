using System.Text;

namespace Microservices.Chaos.Fuzzing.Mutations;

/// <summary>Makes inputs out of those of the corpus; the same seed makes the same ones.</summary>
internal sealed class Mutator(Corpus corpus, int seed)
{
    private const int MostChanges = 4;

    // Stand in the corpus for ids that differ from input to input.
    private const string MessageId = "11111111-1111-1111-1111-111111111111";
    private const string OrderId = "22222222-2222-2222-2222-222222222222";

    private static readonly string?[] ContentTypes =
    [
        "application/vnd.masstransit+json", "application/json", "application/cloudevents+json", null, "", "text/plain", "application/json; charset=utf-16",
        "APPLICATION/JSON", "application/vnd.masstransit+xml", "*/*", "json", "application/octet-stream",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Every input of the corpus, with ids of its own.</summary>
    public IEnumerable<FuzzInput> Originals(FuzzTarget target) => corpus[target].Select(WithOwnIds);

    /// <summary>Makes one.</summary>
    public FuzzInput Draw(FuzzTarget target)
    {
        var startsGood = _random.Next(3) > 0;
        var originals = corpus[target].Where(input => input.IsGood || !startsGood).ToList();
        var original = originals[_random.Next(originals.Count)];
        var body = original.Body;
        for (var changes = 1 + _random.Next(MostChanges) * _random.Next(2); changes > 0; changes--)
            body = Change(target, body);
        return WithOwnIds(original with
        {
            Body = body,
            ContentType = _random.Next(8) == 0 ? ContentTypes[_random.Next(ContentTypes.Length)] : original.ContentType,
            Noise = _random.Next(3) == 0 ? _random.Next(1, int.MaxValue) : 0,
        });
    }

    private byte[] Change(FuzzTarget target, byte[] body) => target switch
    {
        FuzzTarget.Csv => LineMutation.ApplyToCsv(_random, body),
        FuzzTarget.NdJson => LineMutation.ApplyToNdJson(_random, body),
        FuzzTarget.Queries => QueryMutation.Apply(_random, body),
        _ => JsonMutation.Apply(_random, body),
    };

    // Two inputs with one id would be one order, and the effect of one would hide the loss of the other.
    private FuzzInput WithOwnIds(FuzzInput input) => input with
    {
        Body = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(input.Body)
            .Replace(MessageId, NextId(), StringComparison.Ordinal)
            .Replace(OrderId, NextId(), StringComparison.Ordinal)
            .Replace("222222", $"{_random.Next(1_000_000, int.MaxValue)}", StringComparison.Ordinal)),
    };

    private string NextId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
