using Spectre.Console;

namespace Microservices.Chaos.Commands;

/// <summary>Says what happens while it happens.</summary>
internal static class Progress
{
    public static void Say(string line) => AnsiConsole.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {line}");
}
