using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.FileProviders;

namespace Microservices.ServiceDefaults.Configuration;

/// <summary>
/// Settings from files, as Docker and Kubernetes mount secrets: the file's name is the key, with <c>__</c> between its
/// parts, its content the value. The environment and the command line win over them.
/// </summary>
internal static class SecretFiles
{
    /// <summary>The folder, unless <see cref="SecretsOptions.Folder"/> names another.</summary>
    public const string DefaultFolder = "/run/secrets";

    private const string FolderPath = $"{SecretsOptions.SectionName}:{nameof(SecretsOptions.Folder)}";

    /// <summary>Adds the folder's files, if there is such a folder.</summary>
    /// <param name="configuration">The service's configuration.</param>
    public static void Add(IConfigurationManager configuration)
    {
        var stated = configuration[FolderPath];
        var folder = Path.GetFullPath(string.IsNullOrWhiteSpace(stated) ? DefaultFolder : stated);
        if (!Directory.Exists(folder))
            return;

        // Looked at every 4 seconds: a notification of the kernel can be lost, and a key that was taken away must not stay valid for it.
        var files = new ConfigurationBuilder().AddKeyPerFile(source =>
        {
            source.FileProvider = new PhysicalFileProvider(folder) { UsePollingFileWatcher = true, UseActivePolling = true };
            source.Optional = true;
            source.ReloadOnChange = true;
        }).Sources.Single();
        var sources = configuration.Sources;
        var environment = sources.FirstOrDefault(source =>
            source is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        sources.Insert(environment is null ? sources.Count : sources.IndexOf(environment), files);
    }
}
