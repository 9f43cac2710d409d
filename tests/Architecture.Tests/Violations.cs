namespace Microservices.Architecture.Tests;

/// <summary>Shows what breaks a rule one below the other.</summary>
internal static class Violations
{
    public static void ShouldBeNone(this IEnumerable<string> violations) =>
        string.Join('\n', violations).ShouldBe("");
}
