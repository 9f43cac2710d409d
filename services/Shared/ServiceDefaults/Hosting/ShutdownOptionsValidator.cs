using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Hosting;

[OptionsValidator]
internal sealed partial class ShutdownOptionsValidator : IValidateOptions<ShutdownOptions>;
