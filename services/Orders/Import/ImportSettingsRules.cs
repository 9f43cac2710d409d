using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Orders.Import;

/// <summary>Refuses to start with defaults that every import would be refused for.</summary>
internal sealed class ImportSettingsRules : ISettingsRules<ImportSettings>
{
    public IEnumerable<SettingProblem> Check(ImportSettings options)
    {
        var errors = new Dictionary<string, string[]>();
        _ = ImportOptionsFactory.Read(options, ImportFormat.Csv, _ => null, [], errors);
        return errors.Select(error => new SettingProblem(SettingOf(error.Key), error.Value[0].Split(", such as ")[0]));
    }

    private static string SettingOf(string parameter) => $"{char.ToUpperInvariant(parameter[0])}{parameter[1..]}";
}
