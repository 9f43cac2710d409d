using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Checks a section: its texts, the attributes of its options, and its rules. Each wrong setting is one failure.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
internal sealed class SettingsValidator<TOptions>(
    IConfiguration configuration, SettingsSection section, IEnumerable<ISettingsRules<TOptions>> rules) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = new Dictionary<string, SettingProblem>(StringComparer.Ordinal);
        foreach (var problem in SettingsReader.FindProblems(configuration, section).Concat(CheckAttributes(options, "")))
            problems.TryAdd(problem.Setting, problem);
        foreach (var problem in rules.SelectMany(rule => rule.Check(options)).ToList())
        {
            if (!problem.ComparedWith.Any(problems.ContainsKey))
                problems.TryAdd(problem.Setting, problem);
        }

        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Values.Select(problem => Describe(problem, options)));
    }

    private static IEnumerable<SettingProblem> CheckAttributes(object options, string parent)
    {
        foreach (var property in SettingTypes.PropertiesOf(options.GetType()))
        {
            // The reader has checked entries one by one.
            if (SettingTypes.EntryOf(property.PropertyType) is not null)
                continue;

            var setting = parent + property.Name;
            var value = property.GetValue(options);
            var context = new ValidationContext(options) { MemberName = property.Name };
            foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>())
            {
                if (attribute.GetValidationResult(value, context) is { } failure)
                    yield return new SettingProblem(setting, failure.ErrorMessage ?? "is not valid");
            }

            if (value is null || SettingTypes.IsValue(property.PropertyType))
                continue;
            foreach (var problem in CheckAttributes(value, $"{setting}:"))
                yield return problem;
        }
    }

    private string Describe(SettingProblem problem, TOptions options)
    {
        var property = SettingTypes.Resolve(typeof(TOptions), problem.Setting);
        var example = problem.Example ?? property?.GetCustomAttribute<ExampleAttribute>()?.Value;
        var end = string.IsNullOrEmpty(example) ? "." : $", for instance {example}.";
        return $"{SettingText.KeyOf($"{section.Path}:{problem.Setting}")}{ValueOf(problem.Setting, property, options)}: {problem.Rule}{end}";
    }

    private string ValueOf(string setting, PropertyInfo? property, TOptions options)
    {
        var stated = configuration.GetSection($"{section.Path}:{setting}");
        if (!stated.Exists())
        {
            return property?.PropertyType is { IsValueType: true } && property.DeclaringType == typeof(TOptions)
                ? string.Create(CultureInfo.InvariantCulture, $" is not set ({property.GetValue(options)})")
                : " is not set";
        }

        if (stated.Value is null)
            return ""; // entries or settings below it
        return property?.IsDefined(typeof(SecretAttribute)) == true ? "=***" : $"={SettingText.Show(stated.Value)}";
    }
}
