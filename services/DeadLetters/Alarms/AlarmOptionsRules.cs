using Microservices.DeadLetters.Alarms.Sending;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Microservices.DeadLetters.Alarms;

/// <summary>The rules of the ways to tell people.</summary>
internal sealed class AlarmOptionsRules : IValidateOptions<AlarmOptions>
{
    private const string Prefix = "DeadLetters__Alarms__";
    private const int HighestPort = 65_535;

    public ValidateOptionsResult Validate(string? name, AlarmOptions options)
    {
        string[] failures = [.. FailuresOf(options), .. FailuresOf(options.Mail)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> FailuresOf(AlarmOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.PublicUrl) && !IsHttp(options.PublicUrl))
            yield return $"{Prefix}PublicUrl must be an http address, for instance https://dead-letters.example.";
        if (options.Webhook.IsOn && !IsHttp(options.Webhook.Url!)) // on: it has one
            yield return $"{Prefix}Webhook__Url must be an http address, for instance https://chat.example/hooks/1.";
    }

    private static IEnumerable<string> FailuresOf(MailOptions mail)
    {
        if (!mail.IsOn)
            yield break;

        if (mail.Port is < 1 or > HighestPort)
            yield return $"{Prefix}Mail__Port must be 1 to {HighestPort}, for instance 587.";
        if (!MailboxAddress.TryParse(mail.From, out _))
            yield return $"{Prefix}Mail__From must be a mail address, for instance dead-letters@shop.example.";
        if (mail.To.Count == 0 || !mail.To.All(address => MailboxAddress.TryParse(address, out _)))
            yield return $"{Prefix}Mail__To__0 must be a mail address, for instance on-call@shop.example.";
        if (string.IsNullOrEmpty(mail.UserName) != string.IsNullOrEmpty(mail.Password))
            yield return $"{Prefix}Mail__UserName and {Prefix}Mail__Password belong together; set both or none.";
        if (!string.IsNullOrEmpty(mail.UserName) && mail.Security == MailSecurity.None)
            yield return $"{Prefix}Mail__Security is None, which would send the password in the clear; give StartTls or SslOnConnect.";
    }

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
