using Microservices.DeadLetters.Archive;
using Microservices.DeadLetters.Components.Support;
using Microservices.DeadLetters.Replay.Views;
using Microservices.DeadLetters.Security;
using MudBlazor;

namespace Microservices.DeadLetters.Components.Actions;

/// <summary>The dialogs that change dead letters. Each asks for a reason, and shows its command.</summary>
internal static class LetterActions
{
    /// <summary>Puts dead letters aside.</summary>
    /// <returns>What was done, in words; null when nothing was.</returns>
    public static Task<string?> ArchiveAsync(IDialogService dialogs, LetterSelection selection, ClaimsPrincipal user) => AskAsync(
        dialogs, "Archive", "They are put aside and deleted after a while; until then they can be taken back.", "Archive",
        (reason, _) => Cli.Of(["archive", .. Cli.Selection(selection), "--reason", OrPlaceholder(reason)]),
        async (services, reason, _) =>
        {
            var report = await services.GetRequiredService<ArchiveService>()
                .ArchiveAsync(selection, reason, user.ToOperator(), CancellationToken.None);
            return $"{Wording.Number(report.Archived)} archived, to be deleted on {Wording.Full(report.PurgeAt)}{Rest(report.Skipped)}.";
        });

    /// <summary>Takes archived dead letters back.</summary>
    /// <inheritdoc cref="ArchiveAsync"/>
    public static Task<string?> RestoreAsync(IDialogService dialogs, LetterSelection selection, ClaimsPrincipal user) => AskAsync(
        dialogs, "Take back", "They become what they were before they were archived.", "Take back",
        (reason, _) => Cli.Of(["unarchive", .. Cli.Selection(selection), "--reason", OrPlaceholder(reason)]),
        async (services, reason, _) =>
        {
            var report = await services.GetRequiredService<ArchiveService>()
                .RestoreAsync(selection, reason, user.ToOperator(), CancellationToken.None);
            return $"{Wording.Number(report.Restored)} taken back{Rest(report.Skipped)}.";
        });

    /// <summary>Deletes dead letters for good.</summary>
    /// <inheritdoc cref="ArchiveAsync"/>
    public static Task<string?> DeleteAsync(IDialogService dialogs, LetterSelection selection, ClaimsPrincipal user) => AskAsync(
        dialogs, "Delete for good", "They cannot be taken back, and cannot be replayed. The audit keeps that they were deleted.",
        "Delete for good",
        (reason, count) => Cli.Of(["delete", .. Cli.Selection(selection), "--count",
            count?.ToString(CultureInfo.InvariantCulture) ?? "N", "--reason", OrPlaceholder(reason)]),
        async (services, reason, count) =>
        {
            var report = await services.GetRequiredService<ArchiveService>()
                .DeleteAsync(selection, reason, count, user.ToOperator(), CancellationToken.None);
            return $"{Wording.Number(report.Deleted)} deleted.";
        },
        isCounted: true);

    /// <summary>Asks for a reason and does something.</summary>
    /// <param name="dialogs">Shows the dialog.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="text">What will happen.</param>
    /// <param name="verb">What the button says.</param>
    /// <param name="command">The command that does the same, for a reason and a number.</param>
    /// <param name="action">Does it; an action that has begun is not given up when the page is left.</param>
    /// <param name="isCounted">Whether the number has to be typed.</param>
    /// <returns>What was done, in words; null when nothing was.</returns>
    public static async Task<string?> AskAsync(IDialogService dialogs, string title, string text, string verb,
        Func<string, long?, string> command, Func<IServiceProvider, string, long, Task<string>> action, bool isCounted = false)
    {
        var dialog = await dialogs.ShowAsync<ActionDialog>(title, new DialogParameters<ActionDialog>
        {
            { part => part.Text, text },
            { part => part.Verb, verb },
            { part => part.Command, command },
            { part => part.Do, action },
            { part => part.IsCounted, isCounted },
        });
        return await dialog.GetReturnValueAsync<string>();
    }

    /// <summary>A reason as it stands in a command.</summary>
    public static string OrPlaceholder(string? reason) => string.IsNullOrWhiteSpace(reason) ? Cli.Reason : reason.Trim();

    private static string Rest(IEnumerable<SkippedLetters> skipped) =>
        string.Concat(skipped.Select(left => $"; {Wording.Number(left.Count)} left alone: {left.Reason}"));
}
