using System.CommandLine;
using Microservices.DeadLetters.Cli.Api;
using Microservices.DeadLetters.Cli.Output;
using Microservices.DeadLetters.Cli.Running;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary><c>deadletters views</c></summary>
internal static class ViewsCommand
{
    private const string Root = "api/views";

    internal static Command Create(CliRunner runner)
    {
        var command = new CliCommand("views", "Queries that have a name.",
            "deadletters views",
            "deadletters list --view 'old invoices'");
        runner.Bind(command, async context =>
        {
            var answer = await context.Api.GetAsync(Root, context.CancellationToken);
            if (context.Printer.IsJson)
                context.Printer.Json(answer);
            else
                context.Printer.Table(answer.Items(), "No views.", Column.Of("NAME", "name"), Column.Of("OWNER", "owner"),
                    Column.Of("QUERY", "query"));
            return ExitCodes.Done;
        });
        command.Subcommands.Add(CreateSet(runner));
        command.Subcommands.Add(CreateDelete(runner));
        return command;
    }

    private static CliCommand CreateSet(CliRunner runner)
    {
        var command = new CliCommand("set", "Names a query, or gives a name another one.",
            "deadletters views set 'old invoices' 'queue:invoice age:>1d'");
        var name = Name();
        var query = new Argument<string?>("query") { Description = "The query, in quotes.", HelpName = "query", Arity = ArgumentArity.ExactlyOne };
        query.CompletionSources.Add(QueryCompletion.Complete);
        command.Arguments.Add(name);
        command.Arguments.Add(query);
        runner.Bind(command, async context =>
        {
            var view = await context.Api.SendAsync(HttpMethod.Put, ApiPath.Below(Root, context.Get(name)!), // required
                new { query = context.Get(query) }, context.CancellationToken);
            if (context.Printer.IsJson)
                context.Printer.Json(view);
            else
                context.Printer.Line($"{view.Text("name")}: {view.Text("query")}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static CliCommand CreateDelete(CliRunner runner)
    {
        var command = new CliCommand("delete", "Forgets a name.", "deadletters views delete 'old invoices'");
        var name = Name();
        command.Arguments.Add(name);
        runner.Bind(command, async context =>
        {
            await context.Api.SendAsync(HttpMethod.Delete, ApiPath.Below(Root, context.Get(name)!), null, // required
                context.CancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Argument<string> Name() => new("name") { Description = "Name of the view." };
}
