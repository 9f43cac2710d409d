using System.CommandLine;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;

namespace Microservices.Benchmarks;

/// <summary>The other processes of <c>scale</c>, <c>stress</c> and <c>rest</c>: one consumes until its standard input ends.</summary>
internal static class ConsumeCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("subject");
        var concurrency = new Argument<int>("concurrency");
        var command = new Command(OtherProcess.Consume, "Consumes for another process of this program.") { name, concurrency };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var subject = ConsumerSubjects.All.Concat(ConsumerSubjects.Exact)
                .First(subject => subject.Name == parsed.GetRequiredValue(name));
            await using var consuming = await subject.StartAsync(
                OtherProcess.StationOfParent(), parsed.GetRequiredValue(concurrency), cancellationToken);
            Console.WriteLine(OtherProcess.Ready);
            await Console.In.ReadToEndAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}
