using Spectre.Console;

namespace Microservices.Chaos.Commands;

/// <summary>Where a run's services log to: a folder of the user's, or one that goes with the run.</summary>
internal sealed class LogFolder : IDisposable
{
    public LogFolder(DirectoryInfo? parent, string name)
    {
        IsKept = parent is not null;
        Path = parent is null ? Directory.CreateTempSubdirectory($"chaos-{name}-").FullName : System.IO.Path.Combine(parent.FullName, name);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>Whether it outlives the run.</summary>
    public bool IsKept { get; set; }

    public void Dispose()
    {
        if (IsKept)
            AnsiConsole.WriteLine($"logs: {Path}");
        else
            Directory.Delete(Path, recursive: true);
    }
}
