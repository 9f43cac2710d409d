using System.Text.Json;

namespace Microservices.DeadLetters.Cli.Output;

/// <summary>Reads members of answers; what a version of the service does not send is simply empty.</summary>
internal static class JsonFields
{
    /// <summary>A member as text; empty when it is absent or null.</summary>
    internal static string Text(this JsonElement element, string member) =>
        element.Member(member) is { ValueKind: not JsonValueKind.Null and not JsonValueKind.Undefined } value
            ? value.ToString()
            : "";

    /// <summary>A member as a number; 0 when it is none.</summary>
    internal static long Number(this JsonElement element, string member) =>
        element.Member(member) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;

    /// <summary>A member that is true.</summary>
    internal static bool IsTrue(this JsonElement element, string member) =>
        element.Member(member).ValueKind is JsonValueKind.True;

    /// <summary>A member that is a list; empty when it is none.</summary>
    internal static IReadOnlyList<JsonElement> List(this JsonElement element, string member) =>
        element.Member(member) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>The rows of an answer: itself when it is a list, else its <c>items</c>.</summary>
    internal static IReadOnlyList<JsonElement> Items(this JsonElement answer, string member = "items") =>
        answer.ValueKind is JsonValueKind.Array ? [.. answer.EnumerateArray()] : answer.List(member);

    /// <summary>A member, undefined when it is absent.</summary>
    internal static JsonElement Member(this JsonElement element, string member) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(member, out var value) ? value : default;
}
