using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Archive.Retention;

[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
