namespace Microservices.Chaos.Tests;

/// <summary>Where the services of a test log to; it goes with the test, or stays below the folder that <c>CHAOS_LOGS</c> names.</summary>
internal sealed class TestLogs : IDisposable
{
    private readonly bool _isKept;

    public TestLogs()
    {
        var parent = Environment.GetEnvironmentVariable("CHAOS_LOGS");
        _isKept = !string.IsNullOrEmpty(parent);
        Path = _isKept ? Directory.CreateDirectory(System.IO.Path.Combine(parent!, Guid.CreateVersion7().ToString())).FullName // not empty
            : Directory.CreateTempSubdirectory("chaos-").FullName;
    }

    public string Path { get; }

    public static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {text}");

    public void Dispose()
    {
        if (!_isKept)
            Directory.Delete(Path, recursive: true);
    }
}
