using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Replay;

[OptionsValidator]
internal sealed partial class ReplayOptionsValidator : IValidateOptions<ReplayOptions>;
