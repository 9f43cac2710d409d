using System.CommandLine;

namespace Microservices.DeadLetters.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CliOptions
{
    private const int LargestPage = 500;

    internal static Option<int> Limit(int usual)
    {
        var option = new Option<int>("--limit")
        {
            Description = $"Most rows of a page, up to {LargestPage}.",
            HelpName = "N",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > LargestPage)
                result.AddError($"--limit must be from 1 to {LargestPage}.");
        });
        return option;
    }

    internal static Option<string?> Cursor() =>
        new("--cursor") { Description = "Where the page begins: what the page before named.", HelpName = "CURSOR" };

    internal static Option<string?> Reason(string what, bool isRequired = true)
    {
        var option = new Option<string?>("--reason")
        {
            Description = $"Why; kept in the audit. Needed to {what}.",
            HelpName = "TEXT",
            Required = isRequired,
        };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string?>()))
                result.AddError("--reason must not be empty.");
        });
        return option;
    }
}
