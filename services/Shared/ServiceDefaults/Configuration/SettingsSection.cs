namespace Microservices.ServiceDefaults.Configuration;

/// <summary>A section of the configuration, and the type that says which settings it has.</summary>
/// <param name="Path">The section, such as <c>Email:Smtp</c>.</param>
/// <param name="OptionsType">The options.</param>
internal sealed record SettingsSection(string Path, Type OptionsType);
