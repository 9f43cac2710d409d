namespace Microservices.Testing.Servers;

/// <summary>Finds installed programs.</summary>
internal static class Binaries
{
    /// <summary>Finds the folder that really holds a program: links are followed, so that its siblings are there too.</summary>
    /// <param name="program">The program's file name.</param>
    /// <param name="usualPlace">Folder where packages put it, with <c>*</c> for the version: the highest wins.</param>
    /// <returns>The folder; null when the program is neither there nor in PATH, or on Windows.</returns>
    public static string? FindFolder(string program, string usualPlace)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var file = Expand(usualPlace).Concat(path.Split(':', StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        return file is null
            ? null
            : Path.GetDirectoryName(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file);
    }

    private static IEnumerable<string> Expand(string place)
    {
        var star = place.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return [place];
        }

        var (parent, rest) = (place[..star], place[(star + 1)..].TrimStart('/'));
        return Directory.Exists(parent)
            ? Directory.GetDirectories(parent)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, rest))
            : [];
    }
}
