using System.CommandLine;
using Microservices.Benchmarks.Servers;
using Microservices.Benchmarks.Subjects;

namespace Microservices.Benchmarks;

/// <summary>The other process of <c>relay</c>: delivers until its standard input ends.</summary>
internal static class DeliverCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("subject");
        var command = new Command(OtherProcess.Deliver, "Delivers for another process of this program.") { name };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var subject = ProducerSubjects.All.Single(subject => subject.Name == parsed.GetRequiredValue(name));
            await using var delivering = await subject.StartAsync(
                OtherProcess.StationOfParent(), ProducerRole.Delivers, cancellationToken);
            Console.WriteLine(OtherProcess.Ready);
            await Console.In.ReadToEndAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}
