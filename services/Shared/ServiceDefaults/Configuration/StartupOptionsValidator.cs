using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Configuration;

internal sealed class StartupOptionsValidator(
    IEnumerable<StartupProblem> problems, IEnumerable<SettingsSection> sections, IConfiguration configuration)
    : IValidateOptions<StartupOptions>
{
    public ValidateOptionsResult Validate(string? name, StartupOptions options)
    {
        List<string> messages =
        [
            .. problems.Select(problem => problem.Message).Distinct(),
            .. new UnknownSettings([.. sections]).Find(configuration),
        ];
        return messages.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(messages);
    }
}
