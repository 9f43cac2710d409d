namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Refuses a folder that is named and not there: its secrets would be missing without a word.</summary>
internal sealed class SecretsRules : ISettingsRules<SecretsOptions>
{
    public IEnumerable<SettingProblem> Check(SecretsOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.Folder) && !Directory.Exists(options.Folder))
            yield return new SettingProblem(nameof(options.Folder), "must be a folder that exists");
    }
}
