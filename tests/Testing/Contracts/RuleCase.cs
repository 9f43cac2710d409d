using System.Globalization;
using System.Text.Json.Nodes;

namespace Microservices.Testing.Contracts;

/// <summary>A text and whether it keeps to a rule of the contracts.</summary>
/// <param name="Format">The rule's name in the schemas.</param>
/// <param name="Text">The text.</param>
/// <param name="IsRight">Whether it keeps to it.</param>
public sealed record RuleCase(string Format, string Text, bool IsRight)
{
    private const string Mark = "@@";

    /// <summary>The text as JSON, every character but ASCII escaped: halves of surrogate pairs too.</summary>
    public string Json => $"\"{string.Concat(Text.Select(unit => unit is >= ' ' and < '\u007F' and not '"' and not '\\'
        ? unit.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")))}\"";

    /// <summary>The members of an <c>OrderConfirmed</c>, and of the body of <c>POST /orders</c>, that the rule is about.</summary>
    public IReadOnlyList<string> Members => RuleCases.Members[Format];

    /// <summary>Puts the text into an order.</summary>
    /// <param name="order">The order as JSON, with the member in it or its parent.</param>
    /// <param name="member">One of <see cref="Members"/>.</param>
    /// <returns>The order as JSON.</returns>
    public string In(string order, string member)
    {
        var root = JsonNode.Parse(order) ?? throw new ArgumentException("The order is null.", nameof(order));
        var names = member.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        var parent = names[..^1].Aggregate(root, (node, name) => (name == "0" ? node[0] : node[name])!); // the order has it
        parent[names[^1]] = Mark;
        return root.ToJsonString().Replace($"\"{Mark}\"", Json, StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Format} {Json}{(IsRight ? "" : " (wrong)")}";
}
