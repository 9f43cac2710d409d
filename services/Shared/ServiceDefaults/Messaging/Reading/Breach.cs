using Contracts.Rules;

namespace Microservices.ServiceDefaults.Messaging.Reading;

/// <summary>A rule that a message breaks, with the member and, where it may be shown, the value.</summary>
internal sealed record Breach(string Member, string? Value, string Rule)
{
    private const int LongestShown = 60;

    /// <summary>A breach by the value itself, whose member its parents add.</summary>
    public static Breach Of(string? value, string rule) =>
        new("", value is null ? null : Characters.Show(value.Length > LongestShown ? Characters.Cut(value, LongestShown) + "…" : value), rule);

    /// <summary>The same, seen from the object or array that holds the value.</summary>
    public Breach Inside(string parent) => this with
    {
        Member = Member.Length == 0 || Member[0] == '[' ? parent + Member : $"{parent}.{Member}"
    };

    public override string ToString() => $"{(Member.Length == 0 ? "The message" : Member)} {Rule}{(Value is null ? "" : $", and is {Value}")}.";
}
