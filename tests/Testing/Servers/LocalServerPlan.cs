namespace Microservices.Testing.Servers;

/// <summary>How a server is run from installed binaries.</summary>
internal sealed record LocalServerPlan
{
    /// <summary>Where it will listen.</summary>
    public required ServerAddress Address { get; init; }

    /// <summary>Shell script that becomes the server; its working directory is the data directory.</summary>
    public required string Script { get; init; }

    /// <summary>The script's arguments.</summary>
    public required string[] Arguments { get; init; }

    /// <summary>Files to write into the data directory, by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Environment of the server; <c>{directory}</c> stands for the data directory.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Folder of its command-line tools.</summary>
    public required string ToolFolder { get; init; }

    /// <summary>User to run as when the tests run as root and the machine has that user.</summary>
    public required string User { get; init; }

    /// <summary>Signal that ends it at once, without caring for its data.</summary>
    public required string EndSignal { get; init; }

    /// <summary>Signal that ends it in the orderly way.</summary>
    public required string StopSignal { get; init; }
}
