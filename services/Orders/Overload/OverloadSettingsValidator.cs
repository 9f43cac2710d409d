using Microsoft.Extensions.Options;

namespace Microservices.Orders.Overload;

[OptionsValidator]
internal sealed partial class OverloadSettingsValidator : IValidateOptions<OverloadSettings>;
