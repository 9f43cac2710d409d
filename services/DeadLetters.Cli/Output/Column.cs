using System.Text.Json;

namespace Microservices.DeadLetters.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Read">Takes the text from a row.</param>
/// <param name="IsRight">Whether it stands at the right, as numbers do.</param>
internal sealed record Column(string Title, Func<JsonElement, string> Read, bool IsRight = false)
{
    /// <summary>A column that shows a member as it is.</summary>
    internal static Column Of(string title, string member) => new(title, row => row.Text(member));

    /// <summary>A column of numbers.</summary>
    internal static Column Number(string title, string member) => new(title, row => row.Text(member), IsRight: true);
}
