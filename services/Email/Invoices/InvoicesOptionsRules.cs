using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Invoices;

/// <summary>The rules that no attribute of <see cref="InvoicesOptions"/> can state.</summary>
internal sealed class InvoicesOptionsRules : ISettingsRules<InvoicesOptions>
{
    public IEnumerable<SettingProblem> Check(InvoicesOptions options)
    {
        if (options.Address.Length > 0 && !IsAddress(options.Address))
            yield return new(nameof(options.Address), "must be an http or https address without user, query and fragment");

        if (options.TotalTimeout < options.AttemptTimeout)
        {
            yield return new(nameof(options.TotalTimeout), "must be at least Email__Invoices__AttemptTimeout")
            {
                Example = $"{options.AttemptTimeout * 2:c}",
                ComparedWith = [nameof(options.AttemptTimeout)]
            };
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { UserInfo: "", Query: "", Fragment: "" };
}
