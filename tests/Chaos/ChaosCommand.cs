using System.CommandLine;
using Microservices.Chaos.Commands;

namespace Microservices.Chaos;

/// <summary>The command line.</summary>
internal static class ChaosCommand
{
    public static Task<int> InvokeAsync(string[] args)
    {
        var root = new RootCommand("Places orders with the services while everything goes wrong, and judges whether each order had its effects"
            + " exactly once. Exit code: 0 all exact, 1 not, 2 usage.");
        var run = new SeedsCommand();
        run.AddTo(root);
        root.Add(SabotageCommand.Create());
        root.Add(SoakCommand.Create());
        root.Add(OverloadCommand.Create());
        root.Add(FuzzCommand.Create());
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
    }
}
