using System.Diagnostics;
using System.Text;

namespace Microservices.Compose.Tests.Projects;

/// <summary>Runs the Docker command line.</summary>
internal static class DockerCommand
{
    // Six images are built at the same time, from nothing, on two cores that others use too.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Runs it to its end and returns what it printed.</summary>
    /// <param name="arguments">The arguments after <c>docker</c>.</param>
    /// <param name="environment">Variables on top of this process's.</param>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var (exitCode, output, error) = await TryAsync("docker", arguments, environment);
        return exitCode == 0
            ? output
            : throw new InvalidOperationException($"docker {string.Join(' ', arguments)} ended with {exitCode}:\n{output}\n{error}");
    }

    /// <summary>Runs any program to its end, whatever its exit code.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> TryAsync(string program,
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Testing.TestData.RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        var output = ReadAsync(process.StandardOutput);
        var error = ReadAsync(process.StandardError);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{program} {string.Join(' ', arguments)} took longer than {Limit}:\n{await output}\n{await error}");
        }

        return (process.ExitCode, await output, await error);
    }

    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
            text.Append(line).Append('\n');
        return text.ToString().TrimEnd();
    }
}
