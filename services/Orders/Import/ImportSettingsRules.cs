using Microsoft.Extensions.Options;

namespace Microservices.Orders.Import;

/// <summary>Refuses to start with defaults that every import would be refused for.</summary>
internal sealed class ImportSettingsRules : IValidateOptions<ImportSettings>
{
    public ValidateOptionsResult Validate(string? name, ImportSettings options)
    {
        var errors = new Dictionary<string, string[]>();
        _ = ImportOptionsFactory.Read(options, ImportFormat.Csv, _ => null, [], errors);

        return errors.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.Select(error => $"{KeyOf(error.Key)} {error.Value[0]}."));
    }

    private static string KeyOf(string parameter) =>
        $"{ImportSettings.SectionName}:{char.ToUpperInvariant(parameter[0])}{parameter[1..]}";
}
