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
            : ValidateOptionsResult.Fail(errors.Select(error =>
                $"{ImportSettings.SectionName}:{char.ToUpperInvariant(error.Key[0])}{error.Key[1..]} {error.Value[0]}."));
    }
}
