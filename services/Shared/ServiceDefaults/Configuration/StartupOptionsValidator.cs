using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Configuration;

internal sealed class StartupOptionsValidator(IEnumerable<StartupProblem> problems) : IValidateOptions<StartupOptions>
{
    public ValidateOptionsResult Validate(string? name, StartupOptions options)
    {
        var messages = problems.Select(problem => problem.Message).Distinct().ToList();
        return messages.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(messages);
    }
}
