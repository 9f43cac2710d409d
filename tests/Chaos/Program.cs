using Microservices.Chaos;
using Spectre.Console;

// Cut lines of a file or a pipe help nobody.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 400;
return await ChaosCommand.InvokeAsync(args);
