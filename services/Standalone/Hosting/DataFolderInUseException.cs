namespace Microservices.Standalone.Hosting;

/// <summary>Another process works on the data folder.</summary>
internal sealed class DataFolderInUseException(string directory)
    : Exception($"--data: {directory} is used by another process; stop that one, or name another folder.");
