namespace Microservices.ServiceDefaults.Configuration;

/// <summary>What is wrong with one setting. Key, value and example are added where it is shown.</summary>
/// <param name="Setting">
/// The setting below its section, such as <c>Port</c>, <c>Mail:To:0</c> or <c>Rates:DE</c>.
/// </param>
/// <param name="Rule">The rule that the setting breaks, such as <c>must be a mail address</c>.</param>
public sealed record SettingProblem(string Setting, string Rule)
{
    /// <summary>A valid value in place of the setting's usual example; empty when <see cref="Rule"/> has one.</summary>
    public string? Example { get; init; }

    /// <summary>Other settings of the section that the rule compares with: while one of them is wrong, the rule says nothing.</summary>
    public IReadOnlyList<string> ComparedWith { get; init; } = [];
}
