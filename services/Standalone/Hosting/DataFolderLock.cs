namespace Microservices.Standalone.Hosting;

/// <summary>
/// Keeps a data folder for one process: another one, with queues of its own, would take what this one has under way for
/// lost and do it again. The operating system lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Creates the folder when it is missing, and takes it.</summary>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static DataFolderLock Take(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "standalone.lock");
        try
        {
            return new DataFolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new DataFolderInUseException(directory);
        }
    }

    public void Dispose() => _file.Dispose();
}
