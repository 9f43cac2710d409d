using Microsoft.Extensions.Options;

namespace Microservices.Inventory;

[OptionsValidator]
internal sealed partial class InventoryOptionsValidator : IValidateOptions<InventoryOptions>;
