namespace Microservices.Orders.Validation;

/// <summary>
/// Who can order: somebody with an id, a name, a mailbox and a language that mails can be written in.
/// </summary>
internal static class CustomerRules
{
    internal static void Check(CustomerRequest? customer, ViolationList violations)
    {
        if (violations.Has("customer"))
            return;
        if (customer is null)
        {
            violations.Add("customer", Reasons.CustomerMissing, "is required");
            return;
        }

        TextRules.Required(customer.Id, "customer.id", OrderLimits.Key, Reasons.CustomerMissing, violations);
        TextRules.Required(customer.Name, "customer.name", OrderLimits.Name, Reasons.CustomerNameMissing, violations);
        if (TextRules.Required(customer.Email, "customer.email", OrderLimits.Email, Reasons.EmailMissing, violations)
            && !Mailbox.IsValid(customer.Email!)) // Required has seen that it is there
            violations.Add("customer.email", Reasons.EmailInvalid, "must be a mailbox such as jane@example.test",
                customer.Email);

        if (TextRules.Optional(customer.Locale, "customer.locale", OrderLimits.Locale, violations)
            && customer.Locale is { } locale && !Locales.TryFind(locale, out _))
            violations.Add("customer.locale", Reasons.LocaleUnknown,
                "must be a known BCP 47 language tag such as de-AT", locale);
    }
}
