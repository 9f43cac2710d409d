using Microservices.DeadLetters.Alarms.Sending;
using Microservices.ServiceDefaults.Configuration;
using MimeKit;

namespace Microservices.DeadLetters.Alarms;

/// <summary>The rules of the ways to tell people.</summary>
internal sealed class AlarmOptionsRules : ISettingsRules<AlarmOptions>
{
    private const string Mail = nameof(AlarmOptions.Mail);

    public IEnumerable<SettingProblem> Check(AlarmOptions options) => [.. CheckAddresses(options), .. CheckMail(options.Mail)];

    private static IEnumerable<SettingProblem> CheckAddresses(AlarmOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.PublicUrl) && !IsHttp(options.PublicUrl))
            yield return new SettingProblem(nameof(options.PublicUrl), "must be an http address");
        if (options.Webhook.IsOn && !IsHttp(options.Webhook.Url!)) // on: it has one
            yield return new SettingProblem($"{nameof(options.Webhook)}:{nameof(WebhookOptions.Url)}", "must be an http address");
    }

    private static IEnumerable<SettingProblem> CheckMail(MailOptions mail)
    {
        if (!mail.IsOn)
            yield break;

        if (!MailboxAddress.TryParse(mail.From, out _))
            yield return new SettingProblem($"{Mail}:{nameof(mail.From)}", "must be a mail address");
        if (mail.To.Count == 0)
            yield return new SettingProblem($"{Mail}:{nameof(mail.To)}:0", "must be a mail address");
        for (var i = 0; i < mail.To.Count; i++)
        {
            if (!MailboxAddress.TryParse(mail.To[i], out _))
                yield return new SettingProblem($"{Mail}:{nameof(mail.To)}:{i}", "must be a mail address");
        }

        if (string.IsNullOrEmpty(mail.UserName) && !string.IsNullOrEmpty(mail.Password))
            yield return new SettingProblem($"{Mail}:{nameof(mail.UserName)}", "must be set when DeadLetters__Alarms__Mail__Password is");
        if (!string.IsNullOrEmpty(mail.UserName) && string.IsNullOrEmpty(mail.Password))
            yield return new SettingProblem($"{Mail}:{nameof(mail.Password)}", "must be set when DeadLetters__Alarms__Mail__UserName is");
        if (!string.IsNullOrEmpty(mail.UserName) && mail.Security == MailSecurity.None)
        {
            yield return new SettingProblem($"{Mail}:{nameof(mail.Security)}",
                "must not be None with a login: the password would be sent in the clear");
        }
    }

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
