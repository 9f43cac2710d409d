using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending.Smtp;

/// <summary>The rules between several keys of <see cref="SmtpOptions"/>.</summary>
internal sealed class SmtpOptionsRules : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        string[] failures = [.. Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(SmtpOptions options)
    {
        if (options.TotalTimeout < options.AttemptTimeout)
            yield return "Email__Smtp__TotalTimeout is shorter than Email__Smtp__AttemptTimeout; give at least as much.";
        if (options.Password is not null && options.PasswordFile is not null)
            yield return "Email__Smtp__Password and Email__Smtp__PasswordFile are both set; keep one.";
        if (options.UserName is null && (options.Password ?? options.PasswordFile) is not null)
            yield return "Email__Smtp__UserName is not set, but a password is; give the name to log in with.";
        if (options.UserName is not null && (options.Password ?? options.PasswordFile) is null)
            yield return "Email__Smtp__PasswordFile (or Email__Smtp__Password) is not set, but Email__Smtp__UserName is.";
        if (options.UserName is not null && options.Security == SmtpSecurity.None)
            yield return "Email__Smtp__Security is None, which would send the password in the clear; give StartTls or SslOnConnect.";
        if (options.PasswordFile is { } passwordFile && !File.Exists(passwordFile))
            yield return $"Email__Smtp__PasswordFile names {passwordFile}, which does not exist.";
        if (options.CaFile is { } caFile && !File.Exists(caFile))
            yield return $"Email__Smtp__CaFile names {caFile}, which does not exist.";
    }
}
