using Microsoft.Extensions.Options;

namespace Microservices.Orders;

[OptionsValidator]
internal sealed partial class OrdersOptionsValidator : IValidateOptions<OrdersOptions>;
