using Microsoft.Extensions.Options;

namespace Microservices.Invoice;

/// <summary>Checks the settings one by one; <see cref="InvoiceOptionsRules"/> checks them together.</summary>
[OptionsValidator]
internal sealed partial class InvoiceOptionsValidator : IValidateOptions<InvoiceOptions>;
