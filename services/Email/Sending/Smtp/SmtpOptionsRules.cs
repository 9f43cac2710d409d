using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Email.Sending.Smtp;

/// <summary>The rules between several keys of <see cref="SmtpOptions"/>.</summary>
internal sealed class SmtpOptionsRules : ISettingsRules<SmtpOptions>
{
    public IEnumerable<SettingProblem> Check(SmtpOptions options)
    {
        if (options.TotalTimeout < options.AttemptTimeout)
        {
            yield return new(nameof(options.TotalTimeout), "must be at least Email__Smtp__AttemptTimeout")
            {
                Example = $"{options.AttemptTimeout * 2:c}",
                ComparedWith = [nameof(options.AttemptTimeout)]
            };
        }

        if (options.Password is not null && options.PasswordFile is not null)
            yield return new(nameof(options.Password), "must not be set beside Email__Smtp__PasswordFile; keep one") { Example = "" };
        if (options.UserName is null && (options.Password ?? options.PasswordFile) is not null)
            yield return new(nameof(options.UserName), "must be set when a password is set");
        if (options.UserName is not null && (options.Password ?? options.PasswordFile) is null)
            yield return new(nameof(options.PasswordFile),
                "must be set when Email__Smtp__UserName is, unless Email__Smtp__Password is set");
        if (options.UserName is not null && options.Security == SmtpSecurity.None)
            yield return new(nameof(options.Security), "must not be None with a login: the password would be sent in the clear");
        if (options.PasswordFile is { } passwordFile && !File.Exists(passwordFile))
            yield return new(nameof(options.PasswordFile), "must name a file that exists");
        if (options.CaFile is { } caFile && !File.Exists(caFile))
            yield return new(nameof(options.CaFile), "must name a file that exists");
    }
}
