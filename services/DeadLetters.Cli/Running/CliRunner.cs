using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Net;
using Microservices.DeadLetters.Cli.Api;
using Microservices.DeadLetters.Cli.Commands;
using Microservices.DeadLetters.Cli.Output;

namespace Microservices.DeadLetters.Cli.Running;

/// <summary>Reads the command line, runs the command, and turns what went wrong into a message and an exit code.</summary>
internal sealed class CliRunner
{
    private readonly CliEnvironment _environment;
    private readonly ConnectionOptions _connection = new();

    private CliRunner(CliEnvironment environment) => _environment = environment;

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="environment">What surrounds it.</param>
    /// <param name="cancellationToken">Cancels as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    internal static async Task<int> RunAsync(string[] args, CliEnvironment environment, CancellationToken cancellationToken)
    {
        var runner = new CliRunner(environment);
        var parsed = runner.CreateRoot().Parse(args);
        if (parsed.Action is ParseErrorAction or null)
            return runner.Refuse(parsed);

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = environment.Output,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            // Long enough for what runs to say how it stands.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        }, cancellationToken);
    }

    /// <summary>Lets a command do its work over the API.</summary>
    internal void Bind(Command command, Func<CommandContext, Task<int>> run) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, run, cancellationToken));

    /// <summary>Lets a command do its work without the service.</summary>
    internal void BindLocal(Command command, Func<ParseResult, CliEnvironment, int> run) =>
        command.SetAction(parsed => run(parsed, _environment));

    private RootCommand CreateRoot()
    {
        var root = new RootCommand("Finds, explains and replays messages that failed.")
        {
            _connection.Url, _connection.ApiKey, _connection.Token, _connection.Json,
        };
        foreach (var command in CommandCatalogue.Create(this))
            root.Subcommands.Add(command);
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!); // the library gives each one
        return root;
    }

    private int Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            _environment.Error.WriteLine(Plain.Line(error.Message));
        var names = new List<string>();
        for (System.CommandLine.Parsing.CommandResult? at = parsed.CommandResult; at?.Parent is not null;
            at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, at.Command.Name + " ");
        _environment.Error.WriteLine($"Try: deadletters {string.Concat(names)}--help");
        return ExitCodes.Usage;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<CommandContext, Task<int>> run, CancellationToken cancellationToken)
    {
        var address = "the service";
        try
        {
            var settings = _connection.Read(parsed, _environment);
            address = settings.ToString();
            using var api = new ApiClient(settings);
            var printer = new Printer(_environment, parsed.GetValue(_connection.Json));
            return await run(new CommandContext(parsed, api, printer, _environment, cancellationToken));
        }
        catch (CliException exception)
        {
            return Fail(exception.ExitCode, exception.Message);
        }
        catch (ApiException exception)
        {
            return Fail(exception, parsed);
        }
        catch (HttpRequestException exception)
        {
            return Fail(ExitCodes.UnreachableOrDenied,
                $"Cannot reach {address}: {exception.Message.TrimEnd('.')}. Is the service running? --url or DEADLETTERS_URL say where.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(ExitCodes.Interrupted, "Interrupted.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCodes.Usage, exception.Message); // a file that was named, or a pipe that was closed
        }
    }

    private int Fail(ApiException exception, ParseResult parsed)
    {
        Fail(ExitCodes.SomeFailed, exception.Message);
        if (exception.Column is { } column && Selection.QueryOf(parsed) is { } query)
        {
            foreach (var line in QueryCaret.Lines(query, column))
                _environment.Error.WriteLine(line);
        }

        return exception.Status switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge => ExitCodes.Usage,
            HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.Gone
                or HttpStatusCode.PreconditionFailed => ExitCodes.SomeFailed,
            _ => ExitCodes.UnreachableOrDenied,
        };
    }

    private int Fail(int exitCode, string message)
    {
        _environment.Error.WriteLine("error: " + Plain.Block(message));
        return exitCode;
    }
}

/// <summary>Ends the command with a message for the person who typed it.</summary>
internal sealed class CliException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
    /// <param name="message">The mistake, and the way to mend it.</param>
    public CliException(int exitCode, string message) : base(message) => ExitCode = exitCode;

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; }
}
