using Microsoft.Extensions.Options;

namespace Microservices.ServiceDefaults.Messaging;

[OptionsValidator]
internal sealed partial class MessagingOptionsValidator : IValidateOptions<MessagingOptions>;
