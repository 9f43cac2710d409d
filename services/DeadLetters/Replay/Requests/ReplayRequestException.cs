namespace Microservices.DeadLetters.Replay.Requests;

/// <summary>A replay that cannot be made as it was asked for.</summary>
/// <param name="field">The field of the request, such as <c>reason</c>.</param>
/// <param name="rule">What the field must be.</param>
public sealed class ReplayRequestException(string field, string rule) : Exception($"{field} {rule}")
{
    /// <summary>The field of the request, such as <c>reason</c>.</summary>
    public string Field { get; } = field;

    /// <summary>What the field must be.</summary>
    public string Rule { get; } = rule;
}
