namespace Microservices.Orders.Import;

/// <summary>The file is not what the import was told: nothing of it was taken.</summary>
internal sealed class WrongFileException(string expected, string found)
    : Exception($"The file is not of the expected kind. Expected: {expected}. Found: {found}.")
{
    /// <summary>What the file should begin with.</summary>
    internal string Expected { get; } = expected;

    /// <summary>What it begins with, made printable.</summary>
    internal string Found { get; } = found;
}
