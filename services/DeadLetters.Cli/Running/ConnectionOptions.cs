using System.CommandLine;
using Microservices.DeadLetters.Cli.Api;

namespace Microservices.DeadLetters.Cli.Running;

/// <summary>The options that every command has: where the service is, and who asks.</summary>
internal sealed class ConnectionOptions
{
    private const string DefaultUrl = "http://localhost:5090";

    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"Address of the service (environment: DEADLETTERS_URL; default {DefaultUrl}).",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> ApiKey { get; } = new("--api-key")
    {
        Description = "API key, or @FILE that holds it (environment: DEADLETTERS_API_KEY, DEADLETTERS_API_KEY_FILE). "
            + "A key on the command line is seen by who lists processes: prefer a file or the environment.",
        HelpName = "KEY|@FILE",
        Recursive = true,
    };

    public Option<string?> Token { get; } = new("--token")
    {
        Description = "OIDC access token, or @FILE that holds it (environment: DEADLETTERS_TOKEN).",
        HelpName = "TOKEN|@FILE",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the service's answer as JSON instead of a table.",
        Recursive = true,
    };

    /// <summary>Reads where the service is and who asks.</summary>
    /// <exception cref="CliException">The address is none, or a file cannot be read.</exception>
    public ApiSettings Read(ParseResult parsed, CliEnvironment environment)
    {
        var url = FirstOf(parsed.GetValue(Url), environment.Variable("DEADLETTERS_URL")) ?? DefaultUrl;
        if (!Uri.TryCreate(url.TrimEnd('/') + '/', UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https"))
            throw new CliException(ExitCodes.Usage,
                $"'{url}' is no address of the service. Use one such as {DefaultUrl} in --url or DEADLETTERS_URL.");

        var keyFile = environment.Variable("DEADLETTERS_API_KEY_FILE");
        var key = FirstOf(parsed.GetValue(ApiKey), environment.Variable("DEADLETTERS_API_KEY"),
            string.IsNullOrEmpty(keyFile) ? null : "@" + keyFile);
        return new ApiSettings(address, ReadSecret(key, "--api-key"),
            ReadSecret(FirstOf(parsed.GetValue(Token), environment.Variable("DEADLETTERS_TOKEN")), "--token"));
    }

    private static string? FirstOf(params string?[] values) => values.FirstOrDefault(value => !string.IsNullOrEmpty(value));

    // What the file holds, and the secret itself, are never part of a message.
    private static string? ReadSecret(string? value, string name)
    {
        if (value is null)
            return null;

        var secret = value;
        if (value[0] == '@')
        {
            try
            {
                secret = File.ReadAllText(value[1..]).Trim();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new CliException(ExitCodes.Usage, $"{name}: the file '{value[1..]}' cannot be read.");
            }
        }

        return secret.Length > 0 && secret.All(character => character is > ' ' and < (char)127)
            ? secret
            : throw new CliException(ExitCodes.Usage, $"{name} holds no key: one line of printable ASCII is expected.");
    }
}
