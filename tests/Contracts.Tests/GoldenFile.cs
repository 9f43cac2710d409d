using Microservices.Testing;

namespace Microservices.Contracts.Tests;

/// <summary>
/// Files that pin what others rely on. A change of one is a change of the interface: look at the difference, then run the
/// tests once with <c>UPDATE_GOLDEN=1</c> to take it over.
/// </summary>
internal static class GoldenFile
{
    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot, "tests/Contracts.Tests/Golden");

    public static string OlderFolder { get; } = Path.Combine(Folder, "Older");

    public static string PathOf(Type message) => Path.Combine(Folder, message.Name + ".json");

    public static void ShouldHold(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, expected);
        }

        var held = File.Exists(path) ? File.ReadAllText(path) : $"{path} is missing";
        held.ShouldBe(expected, $"{path} pins the wire format; see {nameof(GoldenFile)}");
    }
}
