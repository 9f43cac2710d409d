using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Alarms;

[OptionsValidator]
internal sealed partial class AlarmOptionsValidator : IValidateOptions<AlarmOptions>;
