namespace Microservices.ServiceDefaults.Configuration;

/// <summary>Rules that an attribute cannot state, such as those between several settings.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
public interface ISettingsRules<in TOptions>
{
    /// <summary>Finds what breaks a rule.</summary>
    /// <param name="options">The options as configured; a setting that does not parse has its default.</param>
    /// <returns>The problems, each of one setting.</returns>
    IEnumerable<SettingProblem> Check(TOptions options);
}
