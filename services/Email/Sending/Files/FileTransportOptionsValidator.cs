using Microsoft.Extensions.Options;

namespace Microservices.Email.Sending.Files;

[OptionsValidator]
internal sealed partial class FileTransportOptionsValidator : IValidateOptions<FileTransportOptions>;
