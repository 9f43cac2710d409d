using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Security;

[OptionsValidator]
internal sealed partial class SecurityOptionsValidator : IValidateOptions<SecurityOptions>;
