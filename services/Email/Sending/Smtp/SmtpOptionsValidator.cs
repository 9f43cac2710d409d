using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending.Smtp;

[OptionsValidator]
internal sealed partial class SmtpOptionsValidator : IValidateOptions<SmtpOptions>;
