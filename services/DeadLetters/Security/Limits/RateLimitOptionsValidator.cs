using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Security.Limits;

[OptionsValidator]
internal sealed partial class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>;
