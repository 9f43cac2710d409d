using System.Text;
using Microservices.Chaos.Fuzzing;

namespace Microservices.Chaos.Tests.Fuzzing;

public class CorpusTests
{
    [Fact]
    public void Should_read_what_a_failing_input_is_saved_as()
    {
        var input = new FuzzInput(FuzzTarget.Messages, Encoding.UTF8.GetBytes("{}"), "application/vnd.masstransit+json", Noise: 42);

        input.FileName.ShouldEndWith(".noise-42.envelope.json");
        Corpus.Load()[FuzzTarget.Messages].ShouldContain(one => one.Noise == 12387, "forged-replay.noise-12387.json is in the corpus");
    }

    [Fact]
    public void Should_hold_inputs_that_are_right_for_each_target()
    {
        var corpus = Corpus.Load();

        foreach (var target in Enum.GetValues<FuzzTarget>())
            corpus[target].ShouldContain(input => input.IsGood, $"{target}");
    }
}
