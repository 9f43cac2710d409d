using System.CommandLine;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Every command.</summary>
internal static class CommandCatalogue
{
    /// <summary>The commands in the order in which help lists them.</summary>
    internal static IEnumerable<Command> Create(CliRunner runner) =>
    [
        OverviewCommand.Create(runner),
        GroupsCommand.Create(runner),
        GroupCommand.Create(runner),
        ListCommand.Create(runner),
        ShowCommand.Create(runner),
        ReplayCommand.Create(runner),
        ReplaysCommand.Create(runner),
        .. ReplayControlCommands.Create(runner),
        .. ArchiveCommands.Create(runner),
        DeleteCommand.Create(runner),
        ExportCommand.Create(runner),
        ImportCommand.Create(runner),
        AuditCommand.Create(runner),
        ViewsCommand.Create(runner),
        WatchCommand.Create(runner),
        CompletionCommand.Create(runner),
    ];
}
