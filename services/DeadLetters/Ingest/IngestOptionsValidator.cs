using Microsoft.Extensions.Options;

namespace Microservices.DeadLetters.Ingest;

[OptionsValidator]
internal sealed partial class IngestOptionsValidator : IValidateOptions<IngestOptions>;
