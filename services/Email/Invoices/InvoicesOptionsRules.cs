using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Invoices;

/// <summary>The rules that no attribute of <see cref="InvoicesOptions"/> can state.</summary>
internal sealed class InvoicesOptionsRules : ISettingsRules<InvoicesOptions>
{
    public IEnumerable<SettingProblem> Check(InvoicesOptions options)
    {
        if (options.TotalTimeout < options.AttemptTimeout)
        {
            yield return new(nameof(options.TotalTimeout), "must be at least Email__Invoices__AttemptTimeout")
            {
                Example = $"{options.AttemptTimeout * 2:c}",
                ComparedWith = [nameof(options.AttemptTimeout)]
            };
        }
    }
}
