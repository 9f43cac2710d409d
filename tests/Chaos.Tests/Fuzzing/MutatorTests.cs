using Microservices.Chaos.Fuzzing;
using Microservices.Chaos.Fuzzing.Mutations;

namespace Microservices.Chaos.Tests.Fuzzing;

public class MutatorTests
{
    private const int Inputs = 300;

    private static readonly Corpus Corpus = Corpus.Load();

    public static TheoryData<string> Targets => [.. Enum.GetNames<FuzzTarget>()];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Should_draw_the_same_from_the_same_seed(string target)
    {
        var first = Draw(target, seed: 7);

        Draw(target, seed: 7).ShouldBe(first);
        Draw(target, seed: 8).ShouldNotBe(first);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Should_hardly_ever_draw_the_same_twice(string target) =>
        Draw(target, seed: 1).Distinct().Count().ShouldBeGreaterThan(Inputs * 9 / 10);

    [Fact]
    public void Should_give_each_input_ids_of_its_own()
    {
        var mutator = new Mutator(Corpus, seed: 1);

        var bodies = mutator.Originals(FuzzTarget.Messages).Concat(mutator.Originals(FuzzTarget.Messages))
            .Where(input => input.ContentType == "application/vnd.masstransit+json" && input.Body.Length > 500)
            .Select(input => Convert.ToHexString(input.Body)).ToList();

        bodies.Distinct().Count().ShouldBe(bodies.Count);
    }

    private static List<string> Draw(string target, int seed)
    {
        var mutator = new Mutator(Corpus, seed);
        return [.. Enumerable.Range(0, Inputs).Select(_ => mutator.Draw(Enum.Parse<FuzzTarget>(target)))
            .Select(input => $"{input.ContentType} {input.Noise} {Convert.ToHexString(input.Body)}")];
    }
}
