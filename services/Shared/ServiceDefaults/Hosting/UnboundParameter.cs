using System.Globalization;
using System.Text.RegularExpressions;
using Contracts.Rules;

namespace Microservices.ServiceDefaults.Hosting;

/// <summary>A parameter that a request lacks or has in the wrong form, told apart from the framework's message, which alone names it.</summary>
/// <param name="Name">Its name; <c>$</c> for the body.</param>
/// <param name="Rule">The rule that it breaks, to follow the name.</param>
internal sealed partial record UnboundParameter(string Name, string Rule)
{
    internal const string Body = "$";
    private const int ValueLength = 80;

    /// <summary>The rule as a sentence.</summary>
    internal string Sentence => Name == Body ? $"The body {Rule}." : $"{Name} {Rule}.";

    /// <summary>Reads the message of an exception.</summary>
    /// <returns>The parameter, or <see langword="null"/> if the message is about something else.</returns>
    internal static UnboundParameter? Find(string message)
    {
        if (BodyMissing().IsMatch(message))
            return new UnboundParameter(Body, "is required");
        if (Missing().Match(message) is { Success: true } missing)
            return new UnboundParameter(missing.Groups["name"].Value, "is required");
        return Wrong().Match(message) is { Success: true } wrong
            ? new UnboundParameter(wrong.Groups["name"].Value,
                $"{RuleOf(wrong.Groups["type"].Value)} (was '{Characters.Show(Characters.Cut(wrong.Groups["value"].Value, ValueLength))}')")
            : null;
    }

    private static string RuleOf(string type) => type switch
    {
        "Guid" => Uuids.Words,
        "int" => WholeNumber(int.MaxValue),
        "long" => WholeNumber(long.MaxValue),
        "bool" => "must be true or false",
        _ => "has the wrong form",
    };

    private static string WholeNumber(long most) => string.Create(CultureInfo.InvariantCulture, $"must be a whole number of at most {most}");

    [GeneratedRegex("""^Implicit body inferred |^Required parameter "[^"]+" was not provided from body\.""")]
    private static partial Regex BodyMissing();

    [GeneratedRegex("""^Required parameter "\S+ (?<name>[^"]+)" was not provided from """)]
    private static partial Regex Missing();

    [GeneratedRegex("""^Failed to bind parameter "(Nullable<)?(?<type>\w+)[>?]? (?<name>[^"]+)" from "(?<value>.*)"\.$""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Wrong();
}
