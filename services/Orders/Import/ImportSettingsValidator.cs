using Microsoft.Extensions.Options;

namespace Microservices.Orders.Import;

[OptionsValidator]
internal sealed partial class ImportSettingsValidator : IValidateOptions<ImportSettings>;
