using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending;

[OptionsValidator]
internal sealed partial class SenderOptionsValidator : IValidateOptions<SenderOptions>;
